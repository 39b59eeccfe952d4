using Orleans.Storage;
using SampleService.Contracts;
using SampleService.Domain;
using SampleService.Telemetry;

namespace SampleService.Server;

/// <summary>
/// What goes wrong in a grain is logged where it went wrong, with the id of the call; what the caller's process gets of
/// it are kind, text and that id. Libraries' exceptions stay in the silo: they may not be known, or not be readable, elsewhere,
/// and one of Orleans' own would be taken for a silo that dies. That of a stale state goes through: it ends the activation.
/// </summary>
internal sealed partial class SiloCallFilter(ILogger<SiloCallFilter> log) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        using var span = IsOurs(context)
            ? Spans.BeginGrainCall(RequestContext.Get(ClusterCallFilter.Trace) as string, $"{context.InterfaceName}.{context.MethodName}")
            : null;
        try
        {
            await context.Invoke();
        }
        catch (ServiceException e) when (e.CallId is null && IsOurs(context))
        {
            var callId = CallId;
            if (e.InnerException is { } cause)
                FailedBelow(log, cause, context.InterfaceName, context.MethodName, callId);
            throw new ServiceException(e.Kind, e.Detail) { CallId = callId };
        }
        catch (Exception e) when (
            e is not (ServiceException or InconsistentStateException or TimeoutException or OperationCanceledException) && IsOurs(context))
        {
            Unexpected(log, e, context.InterfaceName, context.MethodName, CallId);
            throw new ServiceException(ErrorKind.Unexpected, "") { CallId = CallId };
        }
    }

    private static string? CallId => RequestContext.Get(ClusterCallFilter.CallId) as string;

    private static bool IsOurs(IGrainCallContext context) =>
        context.Request.GetInterfaceType().Assembly == typeof(WireNames).Assembly;

    [LoggerMessage(1202, LogLevel.Error, "{Interface}.{Method} failed unexpectedly, call={CallId}")]
    private static partial void Unexpected(ILogger log, Exception exception, string @interface, string method, string? callId);

    [LoggerMessage(1203, LogLevel.Error, "{Interface}.{Method} failed because of something it depends on, call={CallId}")]
    private static partial void FailedBelow(ILogger log, Exception exception, string @interface, string method, string? callId);
}
