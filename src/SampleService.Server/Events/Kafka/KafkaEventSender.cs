using SampleService.Domain;
using SampleService.JsonRpc;
using SampleService.Kafka;
using SampleService.Storage;

namespace SampleService.Server;

/// <summary>
/// Sends events to Kafka, a batch after the other: the position moves on when all replicas have what is before it. While Kafka does not answer it
/// waits, and what is acknowledged meanwhile is behind it, in the database.
/// </summary>
internal sealed partial class KafkaEventSender(
    KafkaTarget target, IEventStore store, EventFeed feed, PlatformGate gate, EventSendingInstruments instruments, TimeProvider clock,
    ILogger<KafkaEventSender> log) : IEventSender
{
    private const int BatchSize = 1000;

    /// <summary>Where there are no events, how often is looked whether what refuses writes has ended.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    /// <summary>Kafka takes longer when something is wrong with it.</summary>
    private static readonly TimeSpan UsualAnswerTime = TimeSpan.FromSeconds(30);

    /// <summary>How long a process that ends waits for what is under way, so that it need not be sent again.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(30);

    public string Name => "kafka";

    public async Task RunAsync(EventCursor cursor, CancellationToken cancellation)
    {
        await using var producer = new EventProducer(target, reason => instruments.CountFailure(Name, reason));
        var outage = new Outage();
        try
        {
            instruments.Report(Name, cursor.Position, null);
            while (!cancellation.IsCancellationRequested)
                if (!await GoOnAsync(producer, cursor, outage, cancellation))
                    return;
        }
        finally
        {
            instruments.Forget(Name);
        }
    }

    /// <summary>Sends the next events, or waits for some.</summary>
    /// <returns>False when another process sends them from now on.</returns>
    private async Task<bool> GoOnAsync(EventProducer producer, EventCursor cursor, Outage outage, CancellationToken cancellation)
    {
        // What is sent while the position cannot be kept would be sent again.
        if (gate.RefusesWrites)
        {
            await Task.Delay(LookInterval, clock, cancellation);
            return true;
        }

        await feed.WaitAsync(cursor.Position, LookInterval, cancellation);
        var page = await store.ReadAsync(cursor.Position, null, BatchSize, cancellation);
        if (page.Bounds.Oldest - 1 is var removed && removed > cursor.Position)
        {
            Lost(log, removed - cursor.Position, removed);
            instruments.CountLost(Name, removed - cursor.Position);
            return await cursor.AdvanceAsync(removed, cancellation);
        }

        instruments.Report(Name, cursor.Position, page.Events.Count == 0 ? null : page.Events[0].At);
        if (page.Events.Count == 0)
            return true;
        if (!cursor.IsHeld)
            return false;
        var delivery = await SendAsync(producer, page.Events, cursor, outage, cancellation);
        if (delivery.Acknowledged > 0)
        {
            // Also when it is about to end: what has arrived is not to be sent again.
            if (!await cursor.AdvanceAsync(page.Events[delivery.Acknowledged - 1].Position, CancellationToken.None))
                return false;
            instruments.CountSent(Name, delivery.Acknowledged);
        }

        if (delivery.Failure is { } reason)
            await PauseAsync(reason, outage, cancellation);
        else if (!cancellation.IsCancellationRequested)
            EndOutage(outage);
        return true;
    }

    private async Task<Delivery> SendAsync(
        EventProducer producer, IReadOnlyList<SampleEvent> events, EventCursor cursor, Outage outage, CancellationToken cancellation)
    {
        using var end = new CancellationTokenSource();
        await using var _ = cancellation.Register(() => end.CancelAfter(cursor.IsHeld ? StopPatience : TimeSpan.Zero));
        var sending = producer.SendAsync(events, end.Token);
        await ((Task)sending).WaitAsync(UsualAnswerTime, clock, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!sending.IsCompleted && !end.IsCancellationRequested)
            BeginOutage("NotAcknowledged", outage);
        return await sending;
    }

    private async Task PauseAsync(string reason, Outage outage, CancellationToken cancellation)
    {
        BeginOutage(reason, outage);
        var pause = TimeSpan.FromSeconds(Math.Min(1 << Math.Min(outage.Failures++, 10), MaxPause.TotalSeconds));
        await Task.Delay(pause, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void BeginOutage(string reason, Outage outage)
    {
        instruments.CountFailure(Name, reason);
        // One line is enough; the metrics tell that it goes on.
        if (!outage.IsTold)
            NotTaken(log, target.Topic, reason);
        outage.IsTold = true;
    }

    private void EndOutage(Outage outage)
    {
        if (outage.IsTold)
            TakenAgain(log, target.Topic);
        (outage.IsTold, outage.Failures) = (false, 0);
    }

    /// <summary>Whether Kafka takes no events, and for how many attempts.</summary>
    private sealed class Outage
    {
        public bool IsTold { get; set; }

        public int Failures { get; set; }
    }

    [LoggerMessage(1340, LogLevel.Warning, "Kafka does not take events for the topic {Topic} ({Reason}); none is lost, and it is tried again")]
    private static partial void NotTaken(ILogger log, string topic, string reason);

    [LoggerMessage(1341, LogLevel.Information, "Kafka takes events for the topic {Topic} again")]
    private static partial void TakenAgain(ILogger log, string topic);

    [LoggerMessage(1342, LogLevel.Error, "{Number} events up to position {Position} were removed before Kafka had them (Events:RetentionDays, Events:MaxKept); they are not sent")]
    private static partial void Lost(ILogger log, long number, long position);
}
