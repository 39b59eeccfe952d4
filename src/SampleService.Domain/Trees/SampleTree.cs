using SampleService.Json;

namespace SampleService.Domain;

/// <summary>
/// The nodes of a sample as a caller sent them, each checked by itself (section 5.1). The rules about the sample as a
/// whole follow with <see cref="ToContent"/>.
/// </summary>
public sealed class SampleTree
{
    /// <summary>Most nodes of a sample.</summary>
    public const int MaximumNodes = 10_000;

    private readonly byte[] _json;
    private readonly List<TreeNode> _nodes;

    private SampleTree(byte[] json, List<TreeNode> nodes)
    {
        _json = json;
        _nodes = nodes;
    }

    /// <summary>The nodes in the order sent. Their metadata is valid as long as the text they were read from.</summary>
    public IReadOnlyList<TreeNode> Nodes => _nodes;

    /// <summary>Checks each node in turn and brings it to the form in which it is kept.</summary>
    /// <param name="nodeTree">The array of nodes.</param>
    /// <exception cref="ServiceException">The first thing that is wrong.</exception>
    public static SampleTree Read(JsonValue nodeTree)
    {
        using var output = new JsonOutput();
        var nodes = new List<TreeNode>();
        output.Raw("["u8);
        foreach (var node in nodeTree.Items)
        {
            if (nodes.Count > 0)
                output.Raw(","u8);
            nodes.Add(NodeReader.Read(node, nodes.Count, output));
        }

        output.Raw("]"u8);
        return new SampleTree(output.ToArray(), nodes);
    }

    /// <summary>Checks name and shape of the whole (section 5.2).</summary>
    /// <param name="name">The name as sent.</param>
    /// <exception cref="ServiceException">The first thing that is wrong.</exception>
    public SampleContent ToContent(string? name)
    {
        var trimmed = ContractText.Optional(name, "name");
        if (_nodes.Count == 0)
            throw ServiceException.Missing("At least one node per sample is required");
        if (_nodes.Count > MaximumNodes)
            throw ServiceException.Illegal($"At most {MaximumNodes} nodes are allowed per sample");
        if (_nodes[0].Type != NodeType.BioReplicate)
            throw ServiceException.Illegal("The first node in a sample must be a BioReplicate");
        RequireShape();
        return new SampleContent(trimmed, _json, [.. _nodes.Select(n => new NodeEntry(n.Id, n.Start, n.Length))]);
    }

    private void RequireShape()
    {
        var seen = new HashSet<NodeId>(_nodes.Count);
        var rootsEnded = false;
        foreach (var node in _nodes)
        {
            if (node.Type != NodeType.BioReplicate)
                rootsEnded = true;
            else if (rootsEnded)
                throw ServiceException.Illegal("BioReplicates must be the first nodes in the list of sample nodes.");
            if (seen.Contains(node.Id))
                throw ServiceException.Illegal($"Duplicate sample node name: {node.Id}");
            if (node.Parent is { } parent && !seen.Contains(parent))
                throw ServiceException.Illegal(
                    $"Parent {parent} of node {node.Id} does not appear in node list prior to node.");
            seen.Add(node.Id);
        }
    }
}
