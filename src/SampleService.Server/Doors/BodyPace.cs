namespace SampleService.Server;

/// <summary>
/// Watches the speed of one body: a window of time begins with the body, and again whenever enough has arrived since it began.
/// Whoever lets a window pass is too slow, however fast the body was before.
/// </summary>
internal sealed class BodyPace : IDisposable
{
    private const int BytesPerSecond = 4096;

    private readonly TimeSpan _window;
    private readonly TimeSpan _longest;
    private readonly TimeProvider _clock;
    private readonly long _began;
    private readonly CancellationTokenSource _limit;
    private long _windowStart;

    /// <param name="options">How slow a body may be.</param>
    /// <param name="clock">Measures how long it takes.</param>
    /// <param name="cancellation">Cancelled when the caller has gone.</param>
    public BodyPace(BodyPaceOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        _window = TimeSpan.FromSeconds(options.BodyStallSeconds);
        _longest = TimeSpan.FromSeconds(options.AnonymousBodySeconds);
        _clock = clock;
        _began = clock.GetTimestamp();
        _limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _limit.CancelAfter(_window);
    }

    /// <summary>Cancelled when a window has passed, or the caller has gone.</summary>
    public CancellationToken Limit => _limit.Token;

    /// <summary>Whether it takes longer than a body without a valid token may.</summary>
    public bool IsOverdue => _clock.GetElapsedTime(_began) > _longest;

    /// <summary>So many bytes have arrived.</summary>
    public void Advance(long total)
    {
        if (total - _windowStart < BytesPerSecond * (long)_window.TotalSeconds)
            return;
        _windowStart = total;
        _limit.CancelAfter(_window);
    }

    public void Dispose() => _limit.Dispose();
}
