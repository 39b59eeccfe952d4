using System.Collections.Immutable;
using SampleService.Json;

namespace SampleService.Domain;

/// <summary>The types of nodes.</summary>
public enum NodeType
{
    /// <summary>A biological replicate: a root of the tree, without a parent.</summary>
    BioReplicate,

    /// <summary>A technical replicate of its parent.</summary>
    TechReplicate,

    /// <summary>A part of its parent.</summary>
    SubSample,
}

/// <summary>A node that has passed the checks of a node (docs/api/samples.md).</summary>
/// <param name="Id">Its name in the tree.</param>
/// <param name="Type">Its type.</param>
/// <param name="Parent">The node that it was made from; null for a root.</param>
/// <param name="Start">Offset of its first byte in the text of the tree.</param>
/// <param name="Length">Length in bytes.</param>
/// <param name="Controlled">Its controlled metadata as sent, for the validators.</param>
public readonly record struct TreeNode(
    NodeId Id, NodeType Type, NodeId? Parent, int Start, int Length, JsonValue Controlled);

/// <summary>
/// The nodes of a sample as a caller sent them, each checked by itself. <see cref="ToContent"/> then checks
/// the sample as a whole.
/// </summary>
public sealed class SampleTree
{
    /// <summary>Max nodes of a sample.</summary>
    public const int MaxNodes = 10_000;

    private readonly byte[] _json;
    private readonly List<TreeNode> _nodes;

    private SampleTree(byte[] json, List<TreeNode> nodes)
    {
        _json = json;
        _nodes = nodes;
    }

    /// <summary>The nodes in the order sent. Their metadata may be used as long as the text they were read from.</summary>
    public IReadOnlyList<TreeNode> Nodes => _nodes;

    /// <summary>Checks each node in turn and writes its stored form.</summary>
    /// <exception cref="ServiceException">The first fault.</exception>
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

    /// <summary>Checks the name, as sent, and the shape of the tree.</summary>
    /// <exception cref="ServiceException">The first fault.</exception>
    public SampleContent ToContent(string? name)
    {
        var trimmed = ContractText.Optional(name, "name");
        if (_nodes.Count == 0)
            throw ServiceException.Missing("At least one node per sample is required");
        if (_nodes.Count > MaxNodes)
            throw ServiceException.Illegal($"At most {MaxNodes} nodes are allowed per sample");
        if (_nodes[0].Type != NodeType.BioReplicate)
            throw ServiceException.Illegal("The first node in a sample must be a BioReplicate");
        return new SampleContent(trimmed, _json, ToEntries());
    }

    /// <summary>The places of the nodes, if their order is one that a sample may have.</summary>
    private ImmutableArray<NodeEntry> ToEntries()
    {
        var entries = ImmutableArray.CreateBuilder<NodeEntry>(_nodes.Count);
        var positions = new Dictionary<NodeId, int>(_nodes.Count);
        var rootsEnded = false;
        foreach (var node in _nodes)
        {
            if (node.Type != NodeType.BioReplicate)
                rootsEnded = true;
            else if (rootsEnded)
                throw ServiceException.Illegal("BioReplicates must be the first nodes in the list of sample nodes.");
            if (positions.ContainsKey(node.Id))
                throw ServiceException.Illegal($"Duplicate sample node name: {node.Id}");
            var position = NodeEntry.NoParent;
            if (node.Parent is { } parent && !positions.TryGetValue(parent, out position))
                throw ServiceException.Illegal(
                    $"Parent {parent} of node {node.Id} does not appear in node list prior to node.");
            positions.Add(node.Id, entries.Count);
            entries.Add(new NodeEntry(node.Id, node.Start, node.Length, position));
        }

        return entries.MoveToImmutable();
    }
}
