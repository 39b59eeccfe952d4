using System.Diagnostics;
using SampleService.Actors.Proxies;

namespace SampleService.Actors.Runtime;

/// <summary>A call whose caller waits for the answer, for a bounded time.</summary>
internal abstract class WaitingRequest : Request
{
    private readonly GrainClass _class;
    private ITimer? _timer;

    protected WaitingRequest(GrainMethod method, GrainClass grainClass)
        : base(
            grainClass.Reentrant || (method.Options & GrainMethodOptions.AlwaysInterleave) != 0,
            (method.Options & GrainMethodOptions.ReadOnly) != 0)
    {
        Method = method;
        _class = grainClass;
    }

    protected GrainMethod Method { get; }

    /// <summary>What the caller was tracing, if anything.</summary>
    protected Activity? Span { get; } = Activity.Current;

    private TimeSpan Patience => Method.ResponseTimeout ?? _class.Host.Options.ResponseTimeout;

    internal void StartWaiting()
    {
        if (Patience == Timeout.InfiniteTimeSpan)
            return;
        var timer = _class.Host.Time.CreateTimer(
            static state => ((WaitingRequest)state!).GiveUp(), this, Patience, Timeout.InfiniteTimeSpan);
        Volatile.Write(ref _timer, timer);

        // It may have been answered before there was a timer to stop.
        if (IsAnswered)
            timer.Dispose();
    }

    protected void StopWaiting() => Volatile.Read(ref _timer)?.Dispose();

    private void GiveUp()
    {
        Fail(new TimeoutException($"No answer of {Method} arrived within {Patience}."));
        Activation.Forget(this);
    }
}
