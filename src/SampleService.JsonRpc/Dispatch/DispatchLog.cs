using Microsoft.Extensions.Logging;

namespace SampleService.JsonRpc;

/// <summary>Failures of calls. Never tokens, parameters or texts of coded errors, since these may hold metadata.</summary>
internal static partial class DispatchLog
{
    [LoggerMessage(1002, LogLevel.Error, "{Method} failed unexpectedly, call={CallId}")]
    public static partial void Unexpected(ILogger log, Exception exception, string? method, string callId);

    [LoggerMessage(1003, LogLevel.Error, "{Method} failed because of something it depends on, call={CallId}")]
    public static partial void FailedBelow(ILogger log, Exception exception, string? method, string callId);
}
