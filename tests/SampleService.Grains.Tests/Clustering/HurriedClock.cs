namespace SampleService.Grains.Tests.Clustering;

/// <summary>A clock on which whoever waits has waited already; it goes on by as much.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private TimeSpan _passed;

    /// <summary>Time since the clock was made.</summary>
    public TimeSpan Passed => _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _passed.Ticks;

    public void Pass(TimeSpan time) => _passed += time;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Pass(dueTime);
        callback(state);
        return new Gone();
    }

    private sealed class Gone : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
