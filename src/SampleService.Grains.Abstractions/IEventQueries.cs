using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>Reads events in the process that answers. Nothing here looks at rights.</summary>
/// <remarks>All methods throw <see cref="ServiceException"/> when the database fails.</remarks>
public interface IEventQueries
{
    /// <summary>
    /// Events in the order of their positions. Those of all writes that were acknowledged before are among them, unless a state of the
    /// platform or the database itself takes no writes: then they get their positions later.
    /// </summary>
    /// <param name="after">The position before them.</param>
    /// <param name="sample">Whose; null for all.</param>
    /// <param name="limit">How many at most. With fewer, there are no more up to <see cref="EventBounds.Head"/>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<EventPage> ReadAsync(long after, SampleId? sample, int limit, CancellationToken cancellation);

    /// <summary>How far the events have come, as for <see cref="ReadAsync"/>.</summary>
    ValueTask<EventBounds> FindBoundsAsync(CancellationToken cancellation);

    /// <summary>The samples that events are about, as far as they exist, by a single query.</summary>
    ValueTask<IReadOnlyDictionary<SampleId, SampleHeader>> FindSamplesAsync(IEnumerable<SampleEvent> events, CancellationToken cancellation);
}
