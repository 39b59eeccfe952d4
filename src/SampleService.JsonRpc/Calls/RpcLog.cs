using Microsoft.Extensions.Logging;

namespace SampleService.JsonRpc;

/// <summary>What the log says of calls beside their line. Never tokens, parameters or texts of errors, which may hold metadata.</summary>
internal static partial class CallLog
{
    [LoggerMessage(1002, LogLevel.Error, "{Method} failed unexpectedly, call={CallId}")]
    public static partial void Unexpected(ILogger log, Exception exception, string? method, string callId);

    [LoggerMessage(1003, LogLevel.Error, "{Method} failed because of something it depends on, call={CallId}")]
    public static partial void FailedBelow(ILogger log, Exception exception, string? method, string callId);
}
