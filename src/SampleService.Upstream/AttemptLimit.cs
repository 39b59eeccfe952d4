namespace SampleService.Upstream;

/// <summary>
/// How long a request may take. One that is sent while the service has answered nothing for a while, or after it has let a request run out of time,
/// gets less, so that few wait for a service that hangs: a quarter of the time, or twice as long as its slowest answers of late, if that is more. Each
/// fourth of them gets all the time, so that a service that is only slow is found to work.
/// </summary>
/// <param name="timeout">What a request gets of a service that answers.</param>
/// <param name="clock">Measures the silence.</param>
internal sealed class AttemptLimit(TimeSpan timeout, TimeProvider clock)
{
    private const int Part = 4;

    /// <summary>How much each answer counts that a slower one is forgotten for.</summary>
    private const double Memory = 0.9;

    private readonly Lock _gate = new();
    private int _underWay;
    private int _limited;
    private long _silentSince;
    private bool _hasTimedOut;
    private TimeSpan _slowest;

    private TimeSpan Short => TimeSpan.FromTicks(Math.Clamp(2 * _slowest.Ticks, timeout.Ticks / Part, timeout.Ticks));

    /// <summary>A request is sent.</summary>
    public Attempt Begin()
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            if (_underWay++ == 0)
                _silentSince = now;
            var isSilent = _hasTimedOut || clock.GetElapsedTime(_silentSince, now) >= Short;
            return new Attempt(now, isSilent && ++_limited % Part != 0 ? Short : timeout);
        }
    }

    /// <summary>Whether a request has been waited for as long as one that gets less time.</summary>
    public bool IsLong(Attempt attempt)
    {
        lock (_gate)
            return clock.GetElapsedTime(attempt.Begun) >= Short;
    }

    /// <summary>The request has ended.</summary>
    public void End(Attempt attempt, AttemptEnd how)
    {
        lock (_gate)
        {
            _underWay--;
            if (how == AttemptEnd.TimedOut)
                _hasTimedOut = true;
            if (how != AttemptEnd.Answered)
                return;
            _silentSince = clock.GetTimestamp();
            var took = clock.GetElapsedTime(attempt.Begun, _silentSince);
            _slowest = took > _slowest * Memory ? took : _slowest * Memory;
            (_hasTimedOut, _limited) = (false, 0);
        }
    }
}

/// <summary>A request under way.</summary>
/// <param name="Begun">When it was sent.</param>
/// <param name="Limit">How long it may take.</param>
internal readonly record struct Attempt(long Begun, TimeSpan Limit);

/// <summary>How a request has ended.</summary>
internal enum AttemptEnd
{
    /// <summary>Without saying anything of how fast the service is.</summary>
    Unknown,

    /// <summary>It was answered.</summary>
    Answered,

    /// <summary>It has run out of its time.</summary>
    TimedOut,
}
