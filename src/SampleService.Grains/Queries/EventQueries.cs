using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="IEventQueries"/>.</summary>
internal sealed class EventQueries(IEventStore events, ISampleStore samples, IDatabaseProbe probe) : IEventQueries
{
    public async ValueTask<EventPage> ReadAsync(long after, SampleId? sample, int limit, CancellationToken cancellation)
    {
        var page = await events.ReadAsync(after, sample, limit, cancellation);
        return page.Events.Count < limit && await PublishAsync(page.Bounds, cancellation)
            ? await events.ReadAsync(after, sample, limit, cancellation)
            : page;
    }

    public async ValueTask<EventBounds> FindBoundsAsync(CancellationToken cancellation)
    {
        var bounds = await events.FindBoundsAsync(cancellation);
        return await PublishAsync(bounds, cancellation) ? await events.FindBoundsAsync(cancellation) : bounds;
    }

    public async ValueTask<IReadOnlyDictionary<SampleId, SampleHeader>> FindSamplesAsync(
        IEnumerable<SampleEvent> events, CancellationToken cancellation)
    {
        var ids = events.Select(one => one.Sample).OfType<SampleId>().ToHashSet();
        return ids.Count == 0
            ? new Dictionary<SampleId, SampleHeader>()
            : (await samples.FindManyAsync(ids, cancellation)).ToDictionary(header => header.Id);
    }

    /// <returns>Whether there are more events than before.</returns>
    private async ValueTask<bool> PublishAsync(EventBounds bounds, CancellationToken cancellation)
    {
        if (!bounds.HasUnpublished)
            return false;
        try
        {
            await events.PublishAsync(cancellation);
            return true;
        }
        catch (ServiceException e) when (
            e.Kind == ErrorKind.RefusedByState || (e.Kind == ErrorKind.StorageFailure && probe.AreWritesFailing))
        {
            // What has a position can be read all the same.
            return false;
        }
    }
}
