using SampleService.Domain;
using SampleService.Json;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>
/// <c>ServiceWizard.get_service_status</c>, which KBase clients ask for the address of a service before they call it. One that is
/// pointed straight at this service is told to stay.
/// </summary>
internal sealed class ServiceWizardMethods : IMethodGroup
{
    private const string Module = "SampleService";

    public IEnumerable<RpcMethod> Methods => [new(ServiceWizardDescriptors.GetServiceStatus, GetServiceStatus)];

    private static ValueTask GetServiceStatus(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var module = ServiceWizardDescriptors.ModuleName.In(argument);
        if (module.IsNullOrAbsent)
            throw ServiceException.Missing("module_name");
        // The version that is asked for is one of the catalogue's tags; there is only this service.
        if (!string.Equals(module.AsString(), Module, StringComparison.OrdinalIgnoreCase))
            throw ServiceException.Illegal($"module_name {PythonText.Of(module)} is not known here; the only service is {Module}");
        result.Raw("{\"module_name\":"u8);
        result.Text(Module);
        result.Raw(","u8);
        BuildMembers.WriteVersion(result);
        result.Raw(","u8);
        BuildMembers.WriteCommit(result);
        result.Raw(",\"release_tags\":[],\"hash\":"u8);
        result.Text(ServiceBuild.Commit);
        result.Raw(",\"url\":"u8);
        result.Text(call.Request.Origin.ServiceUrl);
        result.Raw(",\"up\":1,\"status\":\"active\",\"health\":\"healthy\"}"u8);
        return ValueTask.CompletedTask;
    }
}
