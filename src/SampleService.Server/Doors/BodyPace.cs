namespace SampleService.Server;

/// <summary>
/// Watches the speed of one body: a window of time begins with it, and again whenever enough has arrived since it began. A window
/// that passes means that the body is too slow, however fast it was before. Only the time that it is waited for counts.
/// </summary>
internal sealed class BodyPace : IAsyncDisposable
{
    private const int BytesPerSecond = 4096;

    private readonly TimeSpan _window;
    private readonly TimeSpan _longest;
    private readonly long _minBytes;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly long _began;
    private long _windowStart;
    private long _readBegan;
    private TimeSpan _left;

    /// <param name="options">How slow a body may be.</param>
    /// <param name="clock">Measures how long it takes.</param>
    /// <param name="passed">Called when a window has passed while more is waited for.</param>
    /// <param name="state">What it is called with.</param>
    public BodyPace(BodyPaceOptions options, TimeProvider clock, TimerCallback passed, object state)
    {
        _left = _window = TimeSpan.FromSeconds(options.BodyStallSeconds);
        _longest = TimeSpan.FromSeconds(options.AnonymousBodySeconds);
        _minBytes = BytesPerSecond * (long)options.BodyStallSeconds;
        _clock = clock;
        _began = clock.GetTimestamp();
        _timer = clock.CreateTimer(passed, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether it takes longer than a body without a valid token may.</summary>
    public bool IsOverdue => _clock.GetElapsedTime(_began) > _longest;

    /// <summary>More is waited for, after so many bytes.</summary>
    public void BeginRead(long total)
    {
        if (total - _windowStart >= _minBytes)
        {
            _windowStart = total;
            _left = _window;
        }

        _readBegan = _clock.GetTimestamp();
        _timer.Change(_left, Timeout.InfiniteTimeSpan);
    }

    /// <summary>More has arrived, or the window has passed.</summary>
    public void EndRead()
    {
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var left = _left - _clock.GetElapsedTime(_readBegan);
        _left = left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Whether the window has passed, and too little of so many bytes has arrived in it.</summary>
    public bool IsTooSlow(long total) => _left == TimeSpan.Zero && total - _windowStart < _minBytes;

    /// <summary>Afterwards nothing is called.</summary>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();
}
