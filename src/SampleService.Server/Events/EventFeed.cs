using SampleService.Api;
using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Server;

/// <summary>
/// Reads events once for all subscriptions of this process: whoever has come as far as others gets the same batch. Those that are behind
/// read by themselves, and hold nobody up.
/// </summary>
internal sealed class EventFeed(IEventQueries queries, IEventVisibility visibility, TimeProvider clock)
{
    /// <summary>Events of a batch at most.</summary>
    private const int BatchSize = 500;

    /// <summary>Batches that are remembered for those who have not come so far yet.</summary>
    private const int MaxBatches = 32;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, Lazy<Task<EventBatch>>> _batches = [];
    private readonly Queue<long> _order = [];
    private int _waiting;
    private TaskCompletionSource _advanced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _head;
    private bool _isPaused;

    /// <summary>Whether anybody waits for events.</summary>
    public bool IsAwaited => Volatile.Read(ref _waiting) > 0;

    /// <summary>The newest position, as far as this process knows.</summary>
    public long Head => Volatile.Read(ref _head);

    /// <summary>Whether there are events behind a position, and they may be read.</summary>
    public bool IsBeyond(long position) => !Volatile.Read(ref _isPaused) && Volatile.Read(ref _head) > position;

    /// <summary>The events have come so far.</summary>
    public void Advance(long head)
    {
        TaskCompletionSource? advanced = null;
        lock (_gate)
        {
            if (head > _head || _isPaused)
                (advanced, _advanced) = (_advanced, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            Volatile.Write(ref _head, Math.Max(head, _head));
            Volatile.Write(ref _isPaused, false);
        }

        advanced?.SetResult();
    }

    /// <summary>Nothing is read until the events are said to have come so and so far.</summary>
    public void Pause() => Volatile.Write(ref _isPaused, true);

    /// <summary>Waits until there are events behind a position.</summary>
    /// <param name="position">The position.</param>
    /// <param name="longest">How long at most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task WaitAsync(long position, TimeSpan longest, CancellationToken cancellation)
    {
        Task advanced;
        lock (_gate)
            advanced = _advanced.Task;
        if (IsBeyond(position) || longest <= TimeSpan.Zero)
            return;
        Interlocked.Increment(ref _waiting);
        await advanced.WaitAsync(longest, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Interlocked.Decrement(ref _waiting);
    }

    /// <summary>The next events behind a position.</summary>
    /// <exception cref="ServiceException">They are no longer kept, or the database failed.</exception>
    public async Task<EventBatch> ReadAsync(long after)
    {
        Lazy<Task<EventBatch>>? reading;
        lock (_gate)
            if (!_batches.TryGetValue(after, out reading))
            {
                _batches[after] = reading = new Lazy<Task<EventBatch>>(() => Task.Run(() => LoadAsync(after)));
                _order.Enqueue(after);
                if (_order.Count > MaxBatches)
                    _batches.Remove(_order.Dequeue());
            }

        try
        {
            return await reading.Value;
        }
        catch
        {
            // The next one tries anew.
            lock (_gate)
                if (_batches.TryGetValue(after, out var failed) && failed == reading)
                    _batches.Remove(after);
            throw;
        }
    }

    private async Task<EventBatch> LoadAsync(long after)
    {
        var page = await queries.ReadAsync(after, null, BatchSize, CancellationToken.None);
        EventParameters.RequireKept(after, page.Bounds);
        var last = page.Events.Count > 0 ? page.Events[^1].Position : after;
        return new EventBatch(
            page.Events, page.Events.Count < BatchSize ? Math.Max(last, page.Bounds.Head) : last, queries, visibility, clock);
    }
}
