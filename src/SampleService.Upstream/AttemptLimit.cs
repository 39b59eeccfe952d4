namespace SampleService.Upstream;

/// <summary>
/// How long a request may take. One that is sent while the service has answered nothing for a while, or after it has let a request run out of time,
/// gets a quarter of the time, so that few wait for a service that hangs; but for each fourth, so that one that is only slow is found to work.
/// </summary>
/// <param name="timeout">What a request gets of a service that answers.</param>
/// <param name="clock">Measures the silence.</param>
internal sealed class AttemptLimit(TimeSpan timeout, TimeProvider clock)
{
    private const int Part = 4;

    private readonly Lock _gate = new();
    private readonly TimeSpan _short = timeout / Part;
    private int _underWay;
    private int _limited;
    private long _silentSince;
    private bool _hasTimedOut;

    /// <summary>A request is sent; how long it may take.</summary>
    public TimeSpan Begin()
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            if (_underWay++ == 0)
                _silentSince = now;
            var isSilent = _hasTimedOut || clock.GetElapsedTime(_silentSince, now) >= _short;
            return isSilent && ++_limited % Part != 0 ? _short : timeout;
        }
    }

    /// <summary>The request has ended, without an answer that was waited for to the end.</summary>
    public void End()
    {
        lock (_gate)
            _underWay--;
    }

    /// <summary>The request was answered.</summary>
    public void EndAnswered()
    {
        lock (_gate)
        {
            _underWay--;
            _silentSince = clock.GetTimestamp();
            (_hasTimedOut, _limited) = (false, 0);
        }
    }

    /// <summary>The request has run out of its time.</summary>
    public void EndTimedOut()
    {
        lock (_gate)
        {
            _underWay--;
            _hasTimedOut = true;
        }
    }
}
