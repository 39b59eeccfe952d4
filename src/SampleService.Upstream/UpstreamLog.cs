using System.Text.Json;
using Microsoft.Extensions.Logging;
using SampleService.Upstream.KBase;

namespace SampleService.Upstream;

/// <summary>Log events of this project, ids 5000 to 5099. Values never hold tokens or metadata.</summary>
internal static partial class UpstreamLog
{
    [LoggerMessage(5001, LogLevel.Warning, "The {Service} could not be asked at {Address}")]
    public static partial void Unreachable(ILogger logger, string service, string address, Exception cause);

    [LoggerMessage(5002, LogLevel.Warning, "The {Service} did not answer within {Seconds} s at {Address}")]
    public static partial void TimedOut(ILogger logger, string service, double seconds, string address);

    [LoggerMessage(5003, LogLevel.Warning, "The {Service} answered with status {Status} and what cannot be used: {Fault}")]
    public static partial void Unusable(ILogger logger, string service, int status, string fault);

    /// <summary>
    /// A service answered with an error. Only its code is logged: the text may repeat what a caller sent.
    /// </summary>
    public static void Refused(ILogger logger, string service, int status, JsonElement? error) =>
        Refused(logger, service, status, error?.Member("appcode")?.Integer() ?? error?.Member("code")?.Integer());

    [LoggerMessage(5004, LogLevel.Warning, "The {Service} answered with status {Status} and error {Code}")]
    private static partial void Refused(ILogger logger, string service, int status, long? code);

    [LoggerMessage(5005, LogLevel.Information, "{Service} works at {Address}")]
    public static partial void Works(ILogger logger, string service, string address);

    [LoggerMessage(5020, LogLevel.Information, "Made the accounts {Accounts}; their tokens are in {Path}")]
    public static partial void Seeded(ILogger logger, string accounts, string path);

    [LoggerMessage(5021, LogLevel.Warning, "Moved the tokens of an earlier database aside, to {Path}")]
    public static partial void MovedAside(ILogger logger, string path);

    [LoggerMessage(5022, LogLevel.Information, "Finished an earlier start: the tokens are in {Path}")]
    public static partial void FinishedSeed(ILogger logger, string path);

    [LoggerMessage(5023, LogLevel.Warning, "{Path} is left from an earlier start and does not fit the database; it may be removed")]
    public static partial void LeftOver(ILogger logger, string path);

    [LoggerMessage(5024, LogLevel.Warning, "There are no accounts, so nobody can call anything that needs a token; the command create-administrator NAME makes one")]
    public static partial void NoAccounts(ILogger logger);

    [LoggerMessage(5030, LogLevel.Information, "Stand-alone administration: {Action} {Subject}")]
    public static partial void Administered(ILogger logger, string action, string subject);
}
