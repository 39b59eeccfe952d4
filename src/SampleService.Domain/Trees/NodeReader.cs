using SampleService.Json;

namespace SampleService.Domain;

/// <summary>Checks one node in the order of docs/api/samples.md, and writes the stored form.</summary>
internal static class NodeReader
{
    public static TreeNode Read(JsonValue node, int index, JsonOutput output)
    {
        if (node.Kind != JsonKind.Object)
            throw ServiceException.Illegal($"Node at index {index} is not a structure");
        JsonValue id = node["id"u8], parent = node["parent"u8], controlled = node["meta_controlled"u8],
            user = node["meta_user"u8], source = node["source_meta"u8];
        if (id.Kind != JsonKind.String)
            throw ServiceException.Illegal($"Node at index {index} must have an id key that maps to a string");
        var type = ReadType(node["type"u8], index);
        if (parent.Kind != JsonKind.String && !parent.IsFalsy)
            throw ServiceException.Illegal($"Node at index {index} has a parent entry that is not a string");
        MetadataReader.RequireTypes(controlled, index, "controlled metadata");
        MetadataReader.RequireTypes(user, index, "user metadata");
        SourceMetadataReader.RequireEntries(source, index);

        var nodeId = new NodeId(RequiredText(id.GetString(), "subsample name", index));
        var parentId = OptionalText(parent.AsString(), "parent", index) is { } text ? new NodeId(text) : (NodeId?)null;
        var fault = MetadataReader.FindFault(controlled, "Controlled")
            ?? MetadataReader.FindFault(user, "User")
            ?? SourceMetadataReader.FindFault(source, controlled)
            ?? FindParentFault(nodeId, type, hasParent: type == NodeType.BioReplicate ? !parent.IsFalsy : parentId is not null);
        if (fault is not null)
            throw AtNode(index, fault);

        var start = (int)output.Length;
        NodeText.Begin(output, nodeId, type, parentId);
        MetadataReader.Write(output, controlled);
        NodeText.BeginUser(output);
        MetadataReader.Write(output, user);
        NodeText.BeginSource(output);
        SourceMetadataReader.Write(output, source);
        NodeText.End(output);
        return new TreeNode(nodeId, type, parentId, start, (int)output.Length - start, controlled);
    }

    private static NodeType ReadType(JsonValue type, int index)
    {
        if (type.IsText("BioReplicate"u8))
            return NodeType.BioReplicate;
        if (type.IsText("TechReplicate"u8))
            return NodeType.TechReplicate;
        if (type.IsText("SubSample"u8))
            return NodeType.SubSample;
        throw ServiceException.Illegal($"Node at index {index} has an invalid sample type: {PythonText.Echo(type)}");
    }

    private static string? FindParentFault(NodeId id, NodeType type, bool hasParent) =>
        (type == NodeType.BioReplicate, hasParent) switch
        {
            (true, true) => $"Node {id} is of type {type} and therefore cannot have a parent",
            (false, false) => $"Node {id} is of type {type} and therefore must have a parent",
            _ => null,
        };

    private static string RequiredText(string text, string name, int index) =>
        OptionalText(text, name, index) ?? throw ServiceException.Missing(name);

    private static string? OptionalText(string? text, string name, int index)
    {
        try
        {
            return ContractText.Optional(text, name);
        }
        catch (ServiceException e) when (e.Kind == ErrorKind.IllegalParameter)
        {
            throw AtNode(index, e.Detail);
        }
    }

    private static ServiceException AtNode(int index, string fault) =>
        ServiceException.Illegal($"Error for node at index {index}: {fault}");
}
