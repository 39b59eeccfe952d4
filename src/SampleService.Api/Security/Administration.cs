using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>The acting user of a call that changes something.</summary>
/// <param name="Requester">Whose rights count.</param>
/// <param name="User">The user who is recorded: the caller, or the user an administrator acts for.</param>
internal readonly record struct Actor(Requester Requester, UserName User);

/// <summary>
/// Administration mode: who may use it, for whom, and on what (docs/api/README.md). Message and log name the method that
/// is called, except where its descriptor, or a <c>method</c> that is given, has another name for it.
/// </summary>
internal sealed class Administration(IAdministratorRoles roles, IUserDirectory users, ILogger<Administration> log)
{
    /// <summary>Check ADMIN for a method without <c>as_user</c>: the caller, in administration mode if asked for.</summary>
    public ValueTask<Requester> RequesterAsync(
        RpcCall call, JsonValue argument, AdministratorRight needed, AdministrationTarget target, string? method = null) =>
        !IsAdministrating(call, argument)
            ? ValueTask.FromResult(new Requester(UserOf(call), false))
            : AdministratorAsync(call, needed, target, method);

    /// <summary>Check ADMIN whether or not the argument has <c>as_admin</c>.</summary>
    public async ValueTask<Requester> AdministratorAsync(
        RpcCall call, AdministratorRight needed, AdministrationTarget target, string? method = null)
    {
        await RequireRightAsync(call, needed, method, null, target);
        return new Requester(UserOf(call), true);
    }

    /// <summary>Checks AS_USER and ADMIN, for methods that need a token.</summary>
    public ValueTask<Actor> ActorAsync(
        RpcCall call, JsonValue argument, AdministratorRight needed, AdministrationTarget target, string? method = null) =>
        !IsAdministrating(call, argument)
            ? ValueTask.FromResult(new Actor(new Requester(UserOf(call), false), UserOf(call)!.Value))
            : AdministratorActorAsync(call, Params.AsUser.In(argument), needed, method, target);

    /// <summary>
    /// The same for methods that make the acting user the owner of a sample or the maker of a link: an operator is no user, and has to
    /// name one.
    /// </summary>
    public ValueTask<Actor> OwnerAsync(
        RpcCall call, JsonValue argument, AdministratorRight needed, AdministrationTarget target, string? method = null) =>
        call.Request.Identity is { IsOperator: true } && Params.AsUser.In(argument).IsNullOrAbsent
            ? throw ServiceException.Missing(Params.AsUser.Name)
            : ActorAsync(call, argument, needed, target, method);

    /// <summary>What the caller may do in administration mode.</summary>
    public async ValueTask<AdministratorRight> RightOfAsync(RpcCall call) => call.Request.Identity?.Right switch
    {
        CallerRight.Full => AdministratorRight.Full,
        CallerRight.Read => AdministratorRight.Read,
        CallerRight.None => AdministratorRight.None,
        _ => await roles.FindRightAsync(call.Token!, UserOf(call)!.Value, call.Cancellation),
    };

    /// <summary>The caller; null for an anonymous one.</summary>
    public static UserName? UserOf(RpcCall call) => call.User is { } name ? new UserName(name) : null;

    private static bool IsAdministrating(RpcCall call, JsonValue argument) =>
        !Params.AsAdmin.In(argument).IsFalsy || call.Request.Identity is { IsOperator: true };

    private async ValueTask<Actor> AdministratorActorAsync(
        RpcCall call, JsonValue asUser, AdministratorRight needed, string? method, AdministrationTarget target)
    {
        UserName? other = null;
        if (!asUser.IsNullOrAbsent)
            other = new UserName(ContractText.Required(
                asUser.AsString() ?? throw ServiceException.Illegal("as_user must be a string if present"), "userid"));
        await RequireRightAsync(call, needed, method, other, target);
        if (other is { } name && !await users.ExistsAsync(name, call.Cancellation))
            throw new ServiceException(ErrorKind.NoSuchUser, name.Value);
        var caller = UserOf(call)!.Value;
        return new Actor(new Requester(caller, true), other ?? caller);
    }

    private async ValueTask RequireRightAsync(
        RpcCall call, AdministratorRight needed, string? method, UserName? other, AdministrationTarget target)
    {
        if (UserOf(call) is not { } user)
            throw ServiceException.Unauthorized("Anonymous users may not act as service administrators.");
        var right = await RightOfAsync(call);
        method ??= call.Method.Descriptor.Rights.AdministratedAs ?? call.Method.ShortName;
        var callId = call.Request.CallId;
        if (right < needed)
        {
            AdministrationLog.Refused(log, user, method, target.ToString(), callId);
            throw ServiceException.Unauthorized(
                $"User {user} does not have the necessary administration privileges to run method {method}");
        }

        if (other is { } name)
            AdministrationLog.GrantedAs(log, user, method, Title(right), name, target.ToString(), callId);
        else
            AdministrationLog.Granted(log, user, method, Title(right), target.ToString(), callId);
    }

    private static string Title(AdministratorRight right) => right == AdministratorRight.Full ? "FULL" : "READ";
}
