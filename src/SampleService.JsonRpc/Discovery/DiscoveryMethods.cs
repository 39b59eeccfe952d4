using System.Text;
using System.Text.Json.Nodes;
using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>What methods there are, for programs that ask. A description is made at the first call and copied from then on.</summary>
/// <param name="methods">Gives the table, which has these methods too.</param>
/// <param name="service">What is told beside them.</param>
internal sealed class DiscoveryMethods(Func<MethodTable> methods, ServiceInfo service) : IMethodGroup
{
    private readonly Lazy<ReadOnlyMemory<byte>> _document = new(() => Write(OpenRpcDocument.Of(methods(), service)));
    private readonly Lazy<ReadOnlyMemory<byte>> _description = new(() => Write(ServiceDescription.Of(methods(), service)));

    public IEnumerable<RpcMethod> Methods =>
    [
        new(DiscoveryDescriptors.Discover, (_, _, result) => Copy(_document, result)) { RefusesUnknownMembers = true },
        new(DiscoveryDescriptors.Describe, (_, _, result) => Copy(_description, result)) { RefusesUnknownMembers = true },
    ];

    private static ValueTask Copy(Lazy<ReadOnlyMemory<byte>> text, JsonOutput result)
    {
        result.Splice(text.Value);
        return ValueTask.CompletedTask;
    }

    /// <summary>The default encoder leaves nothing but ASCII, as all answers are.</summary>
    private static ReadOnlyMemory<byte> Write(JsonObject node) => Encoding.UTF8.GetBytes(node.ToJsonString());
}
