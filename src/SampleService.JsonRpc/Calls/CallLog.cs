using Microsoft.Extensions.Logging;

namespace SampleService.JsonRpc;

/// <summary>What the log says of calls. Never tokens, parameters or texts of errors, which may hold metadata.</summary>
internal static partial class CallLog
{
    private static readonly EventId EndedId = new(1001, nameof(Ended));

    /// <summary>A call is over. Logged once for each call, whatever became of it.</summary>
    public static void Ended(ILogger log, CallEnded call)
    {
        if (log.IsEnabled(LogLevel.Information))
            log.Log(LogLevel.Information, EndedId, call, null, static (state, _) => state.ToString());
    }

    [LoggerMessage(1002, LogLevel.Error, "{Method} failed unexpectedly, call={CallId}")]
    public static partial void Unexpected(ILogger log, Exception exception, string? method, string callId);

    [LoggerMessage(1003, LogLevel.Error, "{Method} failed because of something it depends on, call={CallId}")]
    public static partial void FailedBelow(ILogger log, Exception exception, string? method, string callId);
}
