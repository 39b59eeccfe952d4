using SampleService.Domain;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>
/// Who may administer a stand-alone deployment: full administrators, and only from this machine unless configured
/// otherwise.
/// </summary>
internal sealed class StandaloneGate(Administration administration, StandaloneAccess access)
{
    /// <summary>A method for administrators that takes an argument.</summary>
    public RpcMethod Method(string name, RpcMethodBody body) => new($"Standalone.{name}", TokenRequirement.Required, async (call, argument, result) =>
    {
        await RequireAsync(call, argument, name);
        Arguments.RequireArgument(argument);
        await body(call, argument, result);
    });

    /// <summary>A method for administrators that takes none.</summary>
    public RpcMethod Listing(string name, RpcMethodBody body) => new($"Standalone.{name}", TokenRequirement.Required, async (call, argument, result) =>
    {
        await RequireAsync(call, argument, name);
        await body(call, argument, result);
    })
    { TakesArgument = false };

    private async ValueTask RequireAsync(RpcCall call, JsonValue argument, string name)
    {
        if (!access.RemoteAdministration && !call.Peer.Origin.IsLocal)
            throw ServiceException.Unauthorized(
                $"Method {name} is answered only to callers on the service's own machine (setting Standalone:RemoteAdministration)");
        await administration.AdministratorAsync(call, AdministratorRight.Full, name, StandaloneArguments.Target(argument));
    }
}
