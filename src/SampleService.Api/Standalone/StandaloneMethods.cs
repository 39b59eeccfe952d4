using SampleService.Domain;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>From where a stand-alone deployment is administered.</summary>
/// <param name="RemoteAdministration">Whether callers on other machines may administer it too.</param>
public sealed record StandaloneAccess(bool RemoteAdministration);

/// <summary>
/// Makes the methods that administer a stand-alone deployment: for full administrators, and only on this machine unless
/// configured otherwise.
/// </summary>
internal sealed class StandaloneMethods(Administration administration, StandaloneAccess access)
{
    /// <summary>A method for administrators.</summary>
    public RpcMethod Method(MethodDescriptor descriptor, RpcMethodBody body) => new(descriptor, async (call, argument, result) =>
    {
        await RequireAdministratorAsync(call, argument);
        if (call.Method.TakesArgument)
            Arguments.RequireArgument(argument);
        await body(call, argument, result);
    });

    private async ValueTask RequireAdministratorAsync(RpcCall call, JsonValue argument)
    {
        if (!access.RemoteAdministration && !call.Request.Origin.IsLocal)
            throw ServiceException.Unauthorized(
                $"Method {call.Method.ShortName} is answered only to callers on the service's own machine (setting Standalone:RemoteAdministration)");
        await administration.AdministratorAsync(call, AdministratorRight.Full, StandaloneArguments.Target(argument));
    }
}
