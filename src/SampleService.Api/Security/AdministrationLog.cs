using Microsoft.Extensions.Logging;
using SampleService.Domain;

namespace SampleService.Api;

/// <summary>
/// Every use of administration rights, before it has any effect. The category is at level Information whatever the level of
/// the others is, unless somebody turns down this one by name.
/// </summary>
public static partial class AdministrationLog
{
    /// <summary>The category of these lines.</summary>
    public const string Category = "SampleService.Api.Administration";

    /// <summary>The event of those that somebody asked for who has none: anybody can, so nothing waits for these.</summary>
    public const int RefusedId = 2003;

    [LoggerMessage(2001, LogLevel.Information, "User {User} is running method {Method} with administration permission {Right}, {Target}, call={CallId}")]
    internal static partial void Granted(ILogger log, UserName user, string method, string right, string target, string callId);

    [LoggerMessage(2002, LogLevel.Information, "User {User} is running method {Method} with administration permission {Right} as user {Other}, {Target}, call={CallId}")]
    internal static partial void GrantedAs(ILogger log, UserName user, string method, string right, UserName other, string target, string callId);

    [LoggerMessage(RefusedId, LogLevel.Information, "User {User} does not have the necessary administration privileges to run method {Method}, {Target}, call={CallId}")]
    internal static partial void Refused(ILogger log, UserName user, string method, string target, string callId);

    /// <summary>An administrator is made with no rights but those to the database.</summary>
    [LoggerMessage(2010, LogLevel.Information, "The command {Command} gives full administration to {User}, run by {SystemUser} of this machine")]
    public static partial void Command(ILogger log, string command, string user, string systemUser);
}
