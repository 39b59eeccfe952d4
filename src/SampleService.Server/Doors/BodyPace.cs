using System.IO.Pipelines;

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
    /// <param name="reader">What reads the body: its read is cancelled when a window has passed.</param>
    public BodyPace(BodyPaceOptions options, TimeProvider clock, PipeReader reader)
    {
        _left = _window = TimeSpan.FromSeconds(options.BodyStallSeconds);
        _longest = TimeSpan.FromSeconds(options.AnonymousBodySeconds);
        _minBytes = BytesPerSecond * (long)options.BodyStallSeconds;
        _clock = clock;
        _began = clock.GetTimestamp();
        // A token that is given to Kestrel's reader, and cancelled, leaves it as if a read were under way for ever.
        _timer = clock.CreateTimer(
            static reader => ((PipeReader)reader!).CancelPendingRead(), reader, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
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

    /// <summary>Afterwards it has no effect on the reader.</summary>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();
}
