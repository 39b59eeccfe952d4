using System.Text.Json;
using Microsoft.Extensions.Logging;
using SampleService.Domain;

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

    [LoggerMessage(5006, LogLevel.Information, "The issuer {Issuer} publishes {Count} keys, and not those that it did before")]
    public static partial void KeysChanged(ILogger logger, string issuer, int count);

    [LoggerMessage(5007, LogLevel.Warning, "The {Service} fails too often: calls that need it fail at once, but for one try a second")]
    public static partial void NotAsked(ILogger logger, string service);

    [LoggerMessage(5008, LogLevel.Information, "The {Service} answers again")]
    public static partial void AskedAgain(ILogger logger, string service);

    [LoggerMessage(5020, LogLevel.Information, "Made the accounts {Accounts}; their tokens are in {Path}")]
    public static partial void Seeded(ILogger logger, string accounts, string path);

    [LoggerMessage(5021, LogLevel.Warning, "Moved the tokens of an earlier database aside, to {Path}")]
    public static partial void MovedAside(ILogger logger, string path);

    [LoggerMessage(5022, LogLevel.Information, "Finished an earlier start: the tokens are in {Path}")]
    public static partial void FinishedSeed(ILogger logger, string path);

    [LoggerMessage(5023, LogLevel.Warning, "{Path} is left from an earlier start and does not fit the database; it may be removed")]
    public static partial void LeftOver(ILogger logger, string path);

    [LoggerMessage(5024, LogLevel.Warning, "There are no accounts, so there is no valid token of this deployment. None were made, since {Reason}. The command create-administrator NAME makes one and prints its token (on SQLite while the service is stopped)")]
    public static partial void NoAccounts(ILogger logger, string reason);

    [LoggerMessage(5025, LogLevel.Information, "There is no {Path}, where the tokens of the first accounts were. If they are lost, stop the service and run the command create-administrator NAME: it prints a token of an administrator, who can issue others")]
    public static partial void TokensGone(ILogger logger, string path);

    [LoggerMessage(5030, LogLevel.Information, "Stand-alone administration: {Action} {Subject}")]
    public static partial void Administered(ILogger logger, string action, string subject);

    [LoggerMessage(5031, LogLevel.Information, "Made the account {Account} for a user of the issuer {Issuer}")]
    public static partial void AccountBound(ILogger logger, UserName account, string issuer);
}
