using SampleService.Domain;
using SampleService.Json;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary><c>SampleService.status</c> (docs/api/service.md).</summary>
internal sealed class StatusMethods(TimeProvider clock) : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods =>
        [new(StatusDescriptors.Status, Status)];

    private ValueTask Status(RpcCall call, JsonValue argument, JsonOutput result)
    {
        result.Raw("{\"state\":\"OK\",\"message\":\"\","u8);
        BuildMembers.WriteVersion(result);
        result.Raw(",\"git_url\":"u8);
        result.Text(ServiceBuild.SourceUrl);
        result.Raw(","u8);
        BuildMembers.WriteCommit(result);
        result.Raw(",\"servertime\":"u8);
        result.Integer(Timestamp.Now(clock).Milliseconds);
        result.Raw("}"u8);
        return ValueTask.CompletedTask;
    }
}
