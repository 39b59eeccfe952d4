namespace SampleService.Upstream.Tests;

/// <summary>A clock that stands still until it is moved. Timers fire once, on the thread that moves it.</summary>
internal sealed class FakeClock : TimeProvider
{
    private readonly Lock _changing = new();
    private readonly List<FakeTimer> _timers = [];
    private long _ticks = new DateTimeOffset(2024, 5, 1, 12, 0, 0, TimeSpan.Zero).UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>How long it is to the timer that is due next; very long if there is none.</summary>
    public TimeSpan TimeToTimer
    {
        get
        {
            lock (_changing)
                return TimeSpan.FromTicks(_timers.Select(timer => timer.Due).DefaultIfEmpty(long.MaxValue).Min() - GetTimestamp());
        }
    }

    /// <summary>Goes on to the timer that is due next, if that is soon enough; false, and nothing done, if there is none.</summary>
    public bool TryAdvanceToTimer(TimeSpan within)
    {
        var next = TimeToTimer;
        if (next > within)
            return false;
        Advance(next);
        return true;
    }

    public void Advance(TimeSpan time)
    {
        var now = Interlocked.Add(ref _ticks, time.Ticks);
        List<FakeTimer> due;
        lock (_changing)
        {
            due = [.. _timers.Where(timer => timer.Due <= now).OrderBy(timer => timer.Due)];
            _timers.RemoveAll(due.Contains);
        }

        foreach (var timer in due)
            timer.Fire();
    }

    private sealed class FakeTimer(FakeClock clock, Action fire) : ITimer
    {
        public long Due { get; private set; }

        public Action Fire => fire;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._changing)
            {
                clock._timers.Remove(this);
                Due = clock.GetTimestamp() + dueTime.Ticks;
                if (dueTime != Timeout.InfiniteTimeSpan)
                    clock._timers.Add(this);
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._changing)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
