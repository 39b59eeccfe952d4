using SampleService.Domain;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;
using SampleService.Upstream.Standalone;

namespace SampleService.Api;

/// <summary>From where a stand-alone deployment is administered.</summary>
/// <param name="RemoteAdministration">Whether callers on other machines may administer it too.</param>
public sealed record StandaloneAccess(bool RemoteAdministration);

/// <summary>
/// Makes the methods that administer a stand-alone deployment: for full administrators, and only on this machine unless
/// configured otherwise. What belongs to one workspace is also open to whoever administers that workspace, from anywhere.
/// </summary>
internal sealed class StandaloneMethods(
    Administration administration, StandaloneAccess access, IStandaloneAdministration standalone)
{
    /// <summary>A method for administrators.</summary>
    public RpcMethod Method(MethodDescriptor descriptor, RpcMethodBody body) => new(descriptor, async (call, argument, result) =>
    {
        await RequireAdministratorAsync(call, argument);
        if (call.Method.TakesArgument)
            Arguments.RequireArgument(argument);
        await body(call, argument, result);
    });

    /// <summary>A method on the workspace that its argument names, for whoever administers that workspace and for administrators.</summary>
    public RpcMethod OfWorkspace(MethodDescriptor descriptor, RpcMethodBody body) => new(descriptor, async (call, argument, result) =>
    {
        if (!await AdministersWorkspaceAsync(call, argument))
            await RequireAdministratorAsync(call, argument);
        Arguments.RequireArgument(argument);
        await body(call, argument, result);
    });

    /// <summary>Says nothing of workspaces to those who do not administer them: a missing one is as good as another's.</summary>
    private async ValueTask<bool> AdministersWorkspaceAsync(RpcCall call, JsonValue argument) =>
        StandaloneParams.Workspace.In(argument).TryGetInt64(out var workspace)
        && await standalone.FindPermissionAsync(
            new WorkspaceId(workspace), Administration.UserOf(call)!.Value, call.Cancellation) == WorkspacePermission.Admin;

    private async ValueTask RequireAdministratorAsync(RpcCall call, JsonValue argument)
    {
        if (!access.RemoteAdministration && !call.Request.Origin.IsLocal)
            throw ServiceException.Unauthorized(
                $"Method {call.Method.ShortName} is answered only to callers on the service's own machine (setting Standalone:RemoteAdministration)");
        await administration.AdministratorAsync(call, AdministratorRight.Full, StandaloneArguments.Target(argument));
    }
}
