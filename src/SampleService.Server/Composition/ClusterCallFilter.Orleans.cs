using System.Reflection;
using SampleService.Contracts;
using SampleService.Domain;
using SampleService.Telemetry;

namespace SampleService.Server;

/// <summary>
/// Sees to it that callers notice little of silos that come and go: a call that met with a dying silo is made again, to
/// whoever has taken over. That is safe: reads change nothing; a write finds by its write id what an earlier attempt has done, and
/// an attempt that is still to be made by a silo held for dead is refused by the database. A write that took too long is not made
/// again, since it may still be going on.
/// </summary>
internal sealed partial class ClusterCallFilter(
    IHttpContextAccessor callers, CallPatience patience, TimeProvider clock, ILogger<ClusterCallFilter> log) : IOutgoingGrainCallFilter
{
    /// <summary>Under this name the id of a call travels with the calls of grains that are made for it.</summary>
    public const string CallId = "call-id";

    /// <summary>The same for the span to which they belong.</summary>
    public const string Trace = "trace";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType?.Assembly != typeof(WireNames).Assembly)
        {
            await context.Invoke();
            return;
        }

        if (RequestContext.Get(CallId) is null && callers.HttpContext?.TraceIdentifier is { } id)
            RequestContext.Set(CallId, id);
        if (Spans.Parent is { } span)
            RequestContext.Set(Trace, span);
        var isLost = false;
        long? firstFailed = null;
        for (var pause = FirstPause; ; pause = Min(pause * 2, LongestPause))
        {
            try
            {
                await context.Invoke();
                return;
            }
            catch (Exception e) when (IsDeath(e))
            {
                // Nobody knows whether such a call was carried out.
                isLost |= e is SiloUnavailableException;
                if (IsOver(ref firstFailed, pause))
                    throw OutcomeUnknown(e);
                CalledAgain(log, context.InterfaceName, context.MethodName, e.GetType().Name);
            }
            catch (TimeoutException e) when (patience.HasSilentDeaths && !IsWrite(context) && !IsOver(ref firstFailed, pause))
            {
                CalledAgain(log, context.InterfaceName, context.MethodName, e.GetType().Name);
            }
            catch (ServiceException e) when (isLost && IsWrite(context))
            {
                throw OutcomeUnknown(e);
            }

            await Task.Delay(pause, clock);
        }
    }

    /// <summary>Counted from the first failure, which may have taken a time-out to come about.</summary>
    private bool IsOver(ref long? firstFailed, TimeSpan pause)
    {
        firstFailed ??= clock.GetTimestamp();
        return clock.GetElapsedTime(firstFailed.Value) + pause > patience.Longest;
    }

    /// <summary>
    /// Whether the call itself met with a silo that is gone. It cannot be such a failure of a call further on: that one has
    /// gone through here and become a failure of the service. A silo that the others hold for dead, and that has not found
    /// out yet, fails with a plain <see cref="OrleansException"/>.
    /// </summary>
    private static bool IsDeath(Exception failure) =>
        failure is OrleansMessageRejectionException or Orleans.Runtime.Messaging.ConnectionFailedException
        || failure.GetType() == typeof(OrleansException);

    private static bool IsWrite(IGrainCallContext context) => context.InterfaceMethod.IsDefined(typeof(WriteAttribute));

    private static ServiceException OutcomeUnknown(Exception cause) => new(
        ErrorKind.ClusterFailure, "A part of the service became unavailable; the outcome of the call is unknown", cause);

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    [LoggerMessage(1201, LogLevel.Information, "{Interface}.{Method} is called again after {Failure}")]
    private static partial void CalledAgain(ILogger log, string @interface, string method, string failure);
}
