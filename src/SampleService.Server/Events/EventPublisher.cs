using SampleService.Domain;
using SampleService.JsonRpc;
using SampleService.Storage;

namespace SampleService.Server;

/// <summary>
/// Gives events their positions and tells subscriptions how far they have come: soon after each write of this process, and a few times a
/// second for what other processes have written. Which process publishes does not matter.
/// </summary>
internal sealed partial class EventPublisher : BackgroundService
{
    /// <summary>So long after a write that those that are made together are published together.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);

    /// <summary>The same while nobody waits for events, so many times: whoever asks for some publishes what there is first.</summary>
    private const int GatheringsForNobody = 25;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan IntervalAlone = TimeSpan.FromSeconds(1);

    private readonly IEventStore _store;
    private readonly EventFeed _feed;
    private readonly IDatabaseOwnership _ownership;
    private readonly PlatformGate _gate;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private TaskCompletionSource _written = NewSignal();
    private bool _isFailing;

    public EventPublisher(
        IEventStore store, EventFeed feed, IDatabaseOwnership ownership, PlatformGate gate, TimeProvider clock, ILogger<EventPublisher> log)
    {
        (_store, _feed, _ownership, _gate, _clock, _log) = (store, feed, ownership, gate, clock, log);
        store.Written += () => Volatile.Read(ref _written).TrySetResult();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Where there are no others, nobody else writes.
        var interval = _ownership.Epoch is null ? Interval : IntervalAlone;
        while (!stoppingToken.IsCancellationRequested)
        {
            // What is written from now on is looked at the next time.
            var written = NewSignal();
            Volatile.Write(ref _written, written);
            await LookAsync(stoppingToken);
            await written.Task.WaitAsync(interval, _clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var gatherings = written.Task.IsCompleted ? GatheringsForNobody : 0;
            for (var i = 0; i < gatherings && (i == 0 || !_feed.IsAwaited) && !stoppingToken.IsCancellationRequested; i++)
                await Task.Delay(Gathering, _clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task LookAsync(CancellationToken cancellation)
    {
        if (_gate.RefusesReads)
        {
            _feed.Pause();
            return;
        }

        try
        {
            var bounds = await _store.FindBoundsAsync(cancellation);
            _feed.Advance(bounds.Head);
            if (bounds.HasUnpublished)
            {
                await _store.PublishAsync(cancellation);
                _feed.Advance((await _store.FindBoundsAsync(cancellation)).Head);
            }

            _isFailing = false;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The process stops: another one, or the next start, goes on.
        }
        catch (ServiceException e) when (e.Kind == ErrorKind.RefusedByState)
        {
            // Nobody writes meanwhile.
        }
        catch (ServiceException e)
        {
            // Nothing is lost. One line is enough.
            if (!_isFailing)
                Failed(_log, e);
            _isFailing = true;
        }
    }

    [LoggerMessage(1320, LogLevel.Warning, "Events could not be published or read; it is tried again")]
    private static partial void Failed(ILogger log, Exception failure);
}
