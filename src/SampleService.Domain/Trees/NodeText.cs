using SampleService.Json;

namespace SampleService.Domain;

/// <summary>The stored form of a node: its six members, in their order.</summary>
internal static class NodeText
{
    public static void Begin(JsonOutput output, NodeId id, NodeType type, NodeId? parent)
    {
        output.Raw("{\"id\":"u8);
        output.Text(id.Value);
        output.Raw(TypeText(type));
        output.Text(parent?.Value);
        output.Raw(",\"meta_controlled\":"u8);
    }

    public static void BeginUser(JsonOutput output) => output.Raw(",\"meta_user\":"u8);

    public static void BeginSource(JsonOutput output) => output.Raw(",\"source_meta\":"u8);

    public static void End(JsonOutput output) => output.Raw("}"u8);

    private static ReadOnlySpan<byte> TypeText(NodeType type) => type switch
    {
        NodeType.BioReplicate => ",\"type\":\"BioReplicate\",\"parent\":"u8,
        NodeType.TechReplicate => ",\"type\":\"TechReplicate\",\"parent\":"u8,
        _ => ",\"type\":\"SubSample\",\"parent\":"u8,
    };
}
