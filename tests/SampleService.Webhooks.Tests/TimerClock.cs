using Microsoft.Extensions.Time.Testing;

namespace SampleService.Webhooks.Tests;

/// <summary>A clock that stands still until it is moved, and tells when somebody begins to wait for a moment.</summary>
internal sealed class TimerClock : FakeTimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<DateTimeOffset> _ends = [];
    private TaskCompletionSource _changed = NewSignal();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
            lock (_gate)
            {
                _ends.Add(GetUtcNow() + dueTime);
                _changed.SetResult();
                _changed = NewSignal();
            }

        return timer;
    }

    /// <summary>Moves to the moment that is so far away, as soon as somebody waits for just that.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        var end = GetUtcNow() + time;
        var patience = Patience.Token();
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_ends.Contains(end))
                    break;
                changed = _changed.Task;
            }

            await changed.WaitAsync(patience);
        }

        Advance(time);
    }

    /// <summary>Whoever waits must not go on within the lock.</summary>
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
