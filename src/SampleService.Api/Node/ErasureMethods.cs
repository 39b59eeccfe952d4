using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Erasing for the law, which the Unix socket alone has (docs/security.md).</summary>
internal sealed partial class ErasureMethods(IErasures erasures, Administration administration, ILogger<ErasureMethods> log) : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods => [new(NodeDescriptors.EraseSample, Erase)];

    private async ValueTask Erase(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var id = Arguments.SampleId(argument);
        var reason = new Parameter(argument, "").Member(NodeDescriptors.Reason.Name).Required.Text(NodeDescriptors.MaxReasonLength);
        await administration.AdministratorAsync(call, AdministratorRight.Full, AdministrationTarget.Of(id));
        var versions = await erasures.EraseAsync(id, call.Cancellation);
        Erased(log, id, versions, Administration.UserOf(call)!.Value, call.Request.Address, reason, call.Request.CallId);
        result.Raw("{\"id\":"u8);
        result.Uuid(id.Value);
        result.Raw(",\"versions\":"u8);
        result.Integer(versions);
        result.Raw("}"u8);
    }

    [LoggerMessage(2020, LogLevel.Warning, "Sample {Sample} with {Versions} versions was erased by {User} from={Address}: {Reason}, call={CallId}")]
    private static partial void Erased(ILogger log, SampleId sample, int versions, UserName user, string address, string reason, string callId);
}
