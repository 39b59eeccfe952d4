using System.Collections.Concurrent;
using SampleService.Api;
using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Server;

/// <summary>
/// Events that follow each other, and what each user sees of them. That is found out once for all subscriptions of a user that come to
/// them within a second, and anew for those that come later.
/// </summary>
/// <param name="events">The events.</param>
/// <param name="last">How far they reach.</param>
/// <param name="queries">Finds the samples.</param>
/// <param name="visibility">Judges.</param>
/// <param name="clock">Measures the second.</param>
internal sealed class EventBatch(
    IReadOnlyList<SampleEvent> events, long last, IEventQueries queries, IEventVisibility visibility, TimeProvider clock)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Judgement? _judgement;

    /// <summary>The position of the last event, or that up to which there are no others.</summary>
    public long Last => last;

    /// <summary>The events that a requester may see now.</summary>
    /// <exception cref="ServiceException">That could not be found out.</exception>
    public Task<IReadOnlyList<SampleEvent>> ShowAsync(Requester requester)
    {
        if (requester.IsAdministrator || events.Count == 0)
            return Task.FromResult(events);
        Judgement judgement;
        lock (_gate)
        {
            if (_judgement is null || clock.GetElapsedTime(_judgement.Began) > MaxAge)
                _judgement = new Judgement(this, clock.GetTimestamp());
            judgement = _judgement;
        }

        return judgement.ShowAsync(requester);
    }

    /// <summary>The samples of the events at one moment, and what users see.</summary>
    private sealed class Judgement(EventBatch batch, long began)
    {
        private readonly Lazy<Task<IReadOnlyDictionary<SampleId, SampleHeader>>> _samples =
            new(() => Task.Run(() => batch.FindSamplesAsync()));

        private readonly ConcurrentDictionary<Requester, Lazy<Task<IReadOnlyList<SampleEvent>>>> _shown = new();

        public long Began => began;

        public Task<IReadOnlyList<SampleEvent>> ShowAsync(Requester requester) =>
            _shown.GetOrAdd(requester, one => new(() => FindShownAsync(one))).Value;

        private async Task<IReadOnlyList<SampleEvent>> FindShownAsync(Requester requester) =>
            await batch.FindShownAsync(requester, await _samples.Value);
    }

    private Task<IReadOnlyDictionary<SampleId, SampleHeader>> FindSamplesAsync() =>
        queries.FindSamplesAsync(events, CancellationToken.None).AsTask();

    private ValueTask<IReadOnlyList<SampleEvent>> FindShownAsync(Requester requester, IReadOnlyDictionary<SampleId, SampleHeader> samples) =>
        visibility.ShowAsync(requester, events, samples, CancellationToken.None);
}
