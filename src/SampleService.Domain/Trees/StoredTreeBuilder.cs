using System.Collections.Immutable;
using SampleService.Json;

namespace SampleService.Domain;

/// <summary>
/// Writes the stored form of a tree that another service has saved. It was checked there, by the rules of its time, so nothing is refused here but
/// what the form cannot express.
/// </summary>
public sealed class StoredTreeBuilder : IDisposable
{
    private readonly JsonOutput _output = new();
    private readonly List<(NodeId Id, NodeId? Parent, int Start, int Length)> _nodes = [];

    /// <summary>The ids of the nodes, in the order added.</summary>
    public IEnumerable<NodeId> Nodes => _nodes.Select(static node => node.Id);

    /// <summary>Adds the next node.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="type">Its type.</param>
    /// <param name="parent">The node that it was made from; null for none.</param>
    /// <param name="controlled">Its controlled metadata; values are primitives (<see cref="IsPrimitive"/>).</param>
    /// <param name="user">Its user metadata, likewise.</param>
    /// <param name="source">Its source metadata, likewise.</param>
    public void Add(
        NodeId id, NodeType type, NodeId? parent, IReadOnlyList<MetadataEntry> controlled, IReadOnlyList<MetadataEntry> user,
        IReadOnlyList<SourceEntry> source)
    {
        if (_nodes.Count > 0)
            _output.Raw(","u8);
        else
            _output.Raw("["u8);
        var start = (int)_output.Length;
        NodeText.Begin(_output, id, type, parent);
        Write(controlled);
        NodeText.BeginUser(_output);
        Write(user);
        NodeText.BeginSource(_output);
        Write(source);
        NodeText.End(_output);
        _nodes.Add((id, parent, start, (int)_output.Length - start));
    }

    /// <summary>The tree, with the name of the sample. A node whose parent is not in the tree has no position of a parent.</summary>
    public SampleContent Build(string? name)
    {
        if (_nodes.Count == 0)
            throw new InvalidOperationException("A tree has a node at least.");
        _output.Raw("]"u8);
        var positions = new Dictionary<NodeId, int>(_nodes.Count);
        for (var i = 0; i < _nodes.Count; i++)
            positions.TryAdd(_nodes[i].Id, i);
        var entries = ImmutableArray.CreateBuilder<NodeEntry>(_nodes.Count);
        foreach (var node in _nodes)
            entries.Add(new NodeEntry(node.Id, node.Start, node.Length, PositionOf(node.Parent, positions)));
        return new SampleContent(name, _output.ToArray(), entries.MoveToImmutable());
    }

    /// <summary>Whether metadata may have the value: a string, a boolean, or a number that is finite as a double.</summary>
    public static bool IsPrimitive(JsonValue value) => Primitives.IsPrimitive(value);

    /// <inheritdoc/>
    public void Dispose() => _output.Dispose();

    private static int? PositionOf(NodeId? parent, Dictionary<NodeId, int> positions) =>
        parent is not { } id ? NodeEntry.NoParent : positions.TryGetValue(id, out var position) ? position : null;

    private void Write(IReadOnlyList<MetadataEntry> metadata)
    {
        _output.Raw("{"u8);
        for (var i = 0; i < metadata.Count; i++)
        {
            if (i > 0)
                _output.Raw(","u8);
            new TextValue(metadata[i].Key).WriteTo(_output);
            _output.Raw(":"u8);
            Write(metadata[i].Values);
        }

        _output.Raw("}"u8);
    }

    private void Write(IReadOnlyList<(JsonValue Key, JsonValue Value)> values)
    {
        _output.Raw("{"u8);
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
                _output.Raw(","u8);
            new TextValue(values[i].Key).WriteTo(_output);
            _output.Raw(":"u8);
            Primitives.Write(_output, values[i].Value);
        }

        _output.Raw("}"u8);
    }

    private void Write(IReadOnlyList<SourceEntry> source)
    {
        _output.Raw("["u8);
        for (var i = 0; i < source.Count; i++)
        {
            _output.Raw(i > 0 ? ",{\"key\":"u8 : "{\"key\":"u8);
            new TextValue(source[i].Key).WriteTo(_output);
            _output.Raw(",\"skey\":"u8);
            new TextValue(source[i].SourceKey).WriteTo(_output);
            _output.Raw(",\"svalue\":"u8);
            Write(source[i].Values);
            _output.Raw("}"u8);
        }

        _output.Raw("]"u8);
    }
}

/// <summary>A key of metadata with its values.</summary>
/// <param name="Key">The key, a string.</param>
/// <param name="Values">The values by their keys, in their order, none twice.</param>
public readonly record struct MetadataEntry(JsonValue Key, IReadOnlyList<(JsonValue Key, JsonValue Value)> Values);

/// <summary>What a key of controlled metadata was called at its source.</summary>
/// <param name="Key">The key, a string.</param>
/// <param name="SourceKey">Its name at the source, a string.</param>
/// <param name="Values">The values there by their keys, in their order, none twice.</param>
public readonly record struct SourceEntry(JsonValue Key, JsonValue SourceKey, IReadOnlyList<(JsonValue Key, JsonValue Value)> Values);
