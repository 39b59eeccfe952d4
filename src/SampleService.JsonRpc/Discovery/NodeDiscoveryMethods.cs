using System.Text;
using System.Text.Json.Nodes;
using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>What methods the Unix socket has. Each description is made at the first call and copied from then on.</summary>
/// <param name="methods">Gives the table, which has these methods too.</param>
/// <param name="service">Names the provider.</param>
internal sealed class NodeDiscoveryMethods(Func<MethodTable> methods, ServiceInfo service) : IMethodGroup
{
    private readonly Lazy<ReadOnlyMemory<byte>> _handlers = new(() => Write(Handlers(methods().On(Doors.Node))));
    private readonly Lazy<ReadOnlyMemory<byte>> _descriptor = new(() => Write(Descriptor(methods().On(Doors.Node), $"{service.Title} {service.Version}")));

    public IEnumerable<RpcMethod> Methods =>
    [
        new(NodeDiscoveryDescriptors.ShowHandlers, (_, _, result) => Copy(_handlers, result)),
        new(NodeDiscoveryDescriptors.DescribeService, (_, _, result) => Copy(_descriptor, result)),
    ];

    private static ValueTask Copy(Lazy<ReadOnlyMemory<byte>> description, JsonOutput result)
    {
        result.Splice(description.Value);
        return ValueTask.CompletedTask;
    }

    private static JsonObject Handlers(MethodTable methods) => new()
    {
        ["methods"] = new JsonArray([.. methods.All.Select(method => (JsonNode)method.Name)]),
        ["notifications"] = new JsonArray(),
    };

    private static JsonObject Descriptor(MethodTable methods, string provider) => new()
    {
        ["methods"] = new JsonArray([.. methods.All.Select(method => (JsonNode)new JsonObject
        {
            ["name"] = method.Name,
            ["type"] = "method",
            ["provider"] = provider,
            ["privileged"] = !method.Descriptor.Rights.IsOpenToLocalUsers,
            ["schema"] = SchemaOf(method),
        })]),
    };

    /// <summary>A schema that stands by itself: it refers to nothing.</summary>
    private static JsonObject SchemaOf(RpcMethod method)
    {
        var schema = (method.Descriptor.Parameters ?? new ObjectSchema()).ToJson(new SchemaComponents { AreInPlace = true });
        if (method.Descriptor.IsCheckedBySchema || method.RefusesUnknownMembers || !method.TakesArgument)
            schema["additionalProperties"] = false;
        return schema;
    }

    /// <summary>The default encoder leaves nothing but ASCII, as all answers are.</summary>
    private static ReadOnlyMemory<byte> Write(JsonObject node) => Encoding.UTF8.GetBytes(node.ToJsonString());
}
