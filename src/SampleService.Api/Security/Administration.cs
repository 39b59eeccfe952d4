using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Administration mode: who may use it, and for whom (contract section 2.3).</summary>
internal sealed partial class Administration(IAdministratorRoles roles, IUserDirectory users, ILogger<Administration> log)
{
    /// <summary>Check ADMIN for a method without <c>as_user</c>: the caller, in administration mode if asked for.</summary>
    public ValueTask<Requester> RequesterAsync(RpcCall call, JsonValue argument, AdministratorRight needed, string method) =>
        argument["as_admin"u8].IsFalsy
            ? ValueTask.FromResult(new Requester(UserOf(call), false))
            : AdministratorAsync(call, needed, method);

    /// <summary>Check ADMIN without a look at <c>as_admin</c>.</summary>
    public async ValueTask<Requester> AdministratorAsync(RpcCall call, AdministratorRight needed, string method)
    {
        await RequireRightAsync(call, needed, method, null);
        return new Requester(UserOf(call), true);
    }

    /// <summary>Checks AS_USER and ADMIN, for methods that need a token: who acts, and for whom.</summary>
    public ValueTask<Actor> ActorAsync(RpcCall call, JsonValue argument, AdministratorRight needed, string method) =>
        argument["as_admin"u8].IsFalsy
            ? ValueTask.FromResult(new Actor(new Requester(UserOf(call), false), UserOf(call)!.Value))
            : AdministratorActorAsync(call, argument["as_user"u8], needed, method);

    /// <summary>The caller; null for an anonymous one.</summary>
    public static UserName? UserOf(RpcCall call) => call.User is { } name ? new UserName(name) : null;

    private async ValueTask<Actor> AdministratorActorAsync(
        RpcCall call, JsonValue asUser, AdministratorRight needed, string method)
    {
        UserName? other = null;
        if (!asUser.IsNullOrAbsent)
            other = new UserName(ContractText.Required(
                asUser.AsString() ?? throw ServiceException.Illegal("as_user must be a string if present"), "userid"));
        await RequireRightAsync(call, needed, method, other);
        if (other is { } name && !await users.ExistsAsync(name, call.Cancellation))
            throw new ServiceException(ErrorKind.NoSuchUser, name.Value);
        var caller = UserOf(call)!.Value;
        return new Actor(new Requester(caller, true), other ?? caller);
    }

    private async ValueTask RequireRightAsync(RpcCall call, AdministratorRight needed, string method, UserName? other)
    {
        if (UserOf(call) is not { } user || call.Token is not { } token)
            throw ServiceException.Unauthorized("Anonymous users may not act as service administrators.");
        var right = await roles.FindRightAsync(token, user, call.Cancellation);
        if (right < needed)
        {
            Refused(log, user, method, call.Peer.CallId);
            throw ServiceException.Unauthorized(
                $"User {user} does not have the necessary administration privileges to run method {method}");
        }

        if (other is { } name)
            GrantedAs(log, user, method, Title(right), name, call.Peer.CallId);
        else
            Granted(log, user, method, Title(right), call.Peer.CallId);
    }

    private static string Title(AdministratorRight right) => right == AdministratorRight.Full ? "FULL" : "READ";

    [LoggerMessage(2001, LogLevel.Information, "User {User} is running method {Method} with administration permission {Right}, call={CallId}")]
    private static partial void Granted(ILogger log, UserName user, string method, string right, string callId);

    [LoggerMessage(2002, LogLevel.Information, "User {User} is running method {Method} with administration permission {Right} as user {Other}, call={CallId}")]
    private static partial void GrantedAs(ILogger log, UserName user, string method, string right, UserName other, string callId);

    [LoggerMessage(2003, LogLevel.Information, "User {User} does not have the necessary administration privileges to run method {Method}, call={CallId}")]
    private static partial void Refused(ILogger log, UserName user, string method, string callId);
}
