using System.Reflection;
using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Server;

/// <summary>
/// Repeats a grain call that met a dying silo, so that callers notice little of silos that come and go; another silo takes over its
/// grains. That is safe: reads change nothing; a write finds by its write id what an earlier attempt has done, and
/// the database refuses an attempt that a silo declared dead still makes. A write that timed out is not repeated, since it may
/// still be running.
/// </summary>
internal sealed partial class GrainCallRetryFilter(
    GrainCallRetryOptions options, TimeProvider clock, ILogger<GrainCallRetryFilter> log) : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(1);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType?.Assembly != typeof(WireNames).Assembly)
        {
            await context.Invoke();
            return;
        }

        var isLost = false;
        long? firstFailed = null;
        for (var pause = FirstPause; ; pause = Min(pause * 2, MaxPause))
        {
            try
            {
                await context.Invoke();
                return;
            }
            catch (Exception e) when (IsSiloUnavailable(e))
            {
                // Such a call may have been carried out.
                isLost |= e is SiloUnavailableException;
                if (IsOver(ref firstFailed, pause))
                    throw OutcomeUnknown(e);
                CalledAgain(log, context.InterfaceName, context.MethodName, e.GetType().Name);
            }
            catch (TimeoutException e) when (options.RetryReadsOnTimeout && !IsWrite(context) && !IsOver(ref firstFailed, pause))
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
        return clock.GetElapsedTime(firstFailed.Value) + pause > options.MaxDuration;
    }

    /// <summary>
    /// Whether the call itself met a silo that is gone. It cannot be a failure of a call that the grain made: that one has
    /// passed this filter too and become a failure of the service. A silo that was declared dead and does not know it yet
    /// fails with a plain <see cref="OrleansException"/>.
    /// </summary>
    private static bool IsSiloUnavailable(Exception failure) =>
        failure is OrleansMessageRejectionException or Orleans.Runtime.Messaging.ConnectionFailedException
        || failure.GetType() == typeof(OrleansException);

    private static bool IsWrite(IGrainCallContext context) => context.InterfaceMethod.IsDefined(typeof(WriteAttribute));

    private static ServiceException OutcomeUnknown(Exception cause) => new(
        ErrorKind.ClusterFailure, "A part of the service became unavailable; the outcome of the call is unknown", cause);

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    [LoggerMessage(1201, LogLevel.Information, "{Interface}.{Method} is called again after {Failure}")]
    private static partial void CalledAgain(ILogger log, string @interface, string method, string failure);
}
