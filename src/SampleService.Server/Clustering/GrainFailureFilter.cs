using Orleans.Storage;
using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Server;

/// <summary>
/// Logs the failure of a grain in the silo where it happened, with the id of the call, and passes on kind, text and that id. Exceptions
/// of libraries stay in the silo: the caller's process may not know their types, and would take one of Orleans' own for a silo that
/// dies. <see cref="InconsistentStateException"/> passes: Orleans deactivates the grain on it.
/// </summary>
internal sealed partial class GrainFailureFilter(ILogger<GrainFailureFilter> log) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (ServiceException e) when (e.CallId is null && IsOurs(context))
        {
            var callId = CallContext.CallId;
            if (e.InnerException is { } cause)
                FailedBelow(log, cause, context.InterfaceName, context.MethodName, callId);
            throw new ServiceException(e.Kind, e.Detail) { CallId = callId };
        }
        catch (Exception e) when (
            e is not (ServiceException or InconsistentStateException or TimeoutException or OperationCanceledException) && IsOurs(context))
        {
            Unexpected(log, e, context.InterfaceName, context.MethodName, CallContext.CallId);
            throw new ServiceException(ErrorKind.Unexpected, "") { CallId = CallContext.CallId };
        }
    }

    private static bool IsOurs(IGrainCallContext context) =>
        context.Request.GetInterfaceType().Assembly == typeof(WireNames).Assembly;

    [LoggerMessage(1202, LogLevel.Error, "{Interface}.{Method} failed unexpectedly, call={CallId}")]
    private static partial void Unexpected(ILogger log, Exception exception, string @interface, string method, string? callId);

    [LoggerMessage(1203, LogLevel.Error, "{Interface}.{Method} failed because of something it depends on, call={CallId}")]
    private static partial void FailedBelow(ILogger log, Exception exception, string @interface, string method, string? callId);
}
