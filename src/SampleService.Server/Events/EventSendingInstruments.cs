using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SampleService.Domain;

namespace SampleService.Server;

/// <summary>
/// What is measured of senders of events, by the name of the sender. How far behind one is is told by the process that runs it.
/// docs/operations.md has the table.
/// </summary>
internal sealed class EventSendingInstruments : IDisposable
{
    private readonly Meter _meter = new(ServiceTelemetry.Name);
    private readonly ConcurrentDictionary<string, Progress> _running = new();
    private readonly Counter<long> _sent;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _lost;

    public EventSendingInstruments(EventFeed feed, TimeProvider clock)
    {
        _sent = _meter.CreateCounter<long>("sample_service.events.sent", null, "Events that have arrived, or need not be sent");
        _failures = _meter.CreateCounter<long>("sample_service.events.send_failures", null, "Faults on the way to those to whom events are sent");
        _lost = _meter.CreateCounter<long>("sample_service.events.lost", null, "Events that were removed before they could be sent");
        _meter.CreateObservableGauge(
            "sample_service.events.unsent", () => _running.Select(one => Measure(one.Key, Math.Max(feed.Head - one.Value.Position, 0))),
            null, "Events that are not sent yet");
        _meter.CreateObservableGauge(
            "sample_service.events.unsent_age",
            () => _running.Select(one => Measure(
                one.Key, one.Value.Oldest is { } oldest ? Math.Max(Timestamp.Now(clock).Milliseconds - oldest.Milliseconds, 0) / 1000.0 : 0)),
            "s", "Time since the change of the oldest event that is not sent yet");
    }

    /// <summary>How far a sender has come that this process runs.</summary>
    /// <param name="sender">Its name.</param>
    /// <param name="position">Up to which position it has sent.</param>
    /// <param name="oldest">When the change of the next event was; null if there is none.</param>
    public void Report(string sender, long position, Timestamp? oldest) => _running[sender] = new Progress(position, oldest);

    /// <summary>This process does not run a sender any more.</summary>
    public void Forget(string sender) => _running.TryRemove(sender, out _);

    /// <summary>Events have arrived, or need not be sent.</summary>
    public void CountSent(string sender, long number) => _sent.Add(number, Tag("sender", sender));

    /// <summary>Something failed on the way.</summary>
    /// <param name="sender">The name of the sender.</param>
    /// <param name="reason">One of few names for what failed.</param>
    public void CountFailure(string sender, string reason) => _failures.Add(1, Tag("sender", sender), Tag("reason", reason));

    /// <summary>Events were removed before they could be sent.</summary>
    public void CountLost(string sender, long number) => _lost.Add(number, Tag("sender", sender));

    public void Dispose() => _meter.Dispose();

    private static Measurement<T> Measure<T>(string sender, T value)
        where T : struct => new(value, Tag("sender", sender));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private readonly record struct Progress(long Position, Timestamp? Oldest);
}
