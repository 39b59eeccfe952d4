using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>What methods a door has, for programs that ask.</summary>
internal sealed class DiscoveryMethods(DiscoveryDocuments documents) : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods =>
    [
        new(DiscoveryDescriptors.Discover, (call, _, result) => Copy(documents.OpenRpc(call.Request.Door), result)) { RefusesUnknownMembers = true },
        new(DiscoveryDescriptors.Describe, (call, _, result) => Copy(documents.Description(call.Request.Door), result)) { RefusesUnknownMembers = true },
    ];

    private static ValueTask Copy(ReadOnlyMemory<byte> text, JsonOutput result)
    {
        result.Splice(text);
        return ValueTask.CompletedTask;
    }
}
