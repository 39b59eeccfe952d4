using System.Text;
using SampleService.Json;

namespace SampleService.Domain;

/// <summary>
/// What changed between two trees of a sample, as callers see it (docs/api/history.md): nodes that came, went, moved or have another
/// type, and values of the nodes that both have. Two forms of one number are no difference, and neither is another order of keys.
/// </summary>
public sealed class TreeDiff
{
    /// <summary>Maximum number of differences that are told.</summary>
    public const int MaxDifferences = 10_000;

    private readonly List<Node> _before;
    private readonly List<Node> _after;
    private readonly Dictionary<string, Node> _beforeById;
    private readonly Dictionary<string, Node> _afterById;
    private readonly JsonOutput _output;
    private int _told;
    private bool _isTruncated;
    private bool _isFirst;

    private TreeDiff(JsonOutput output, JsonValue from, JsonValue to)
    {
        _output = output;
        (_before, _after) = (ReadNodes(from), ReadNodes(to));
        _beforeById = _before.ToDictionary(node => node.Id, StringComparer.Ordinal);
        _afterById = _after.ToDictionary(node => node.Id, StringComparer.Ordinal);
    }

    /// <summary>Writes the members <c>nodes</c>, <c>values</c>, <c>order_changed</c> and <c>truncated</c> of an object.</summary>
    /// <param name="output">Takes them.</param>
    /// <param name="from">The tree before: a list of nodes in the stored form.</param>
    /// <param name="to">The tree after.</param>
    public static void Write(JsonOutput output, JsonValue from, JsonValue to) => new TreeDiff(output, from, to).Write();

    private static List<Node> ReadNodes(JsonValue tree)
    {
        var nodes = new List<Node>();
        foreach (var node in tree.Items)
            nodes.Add(new Node(Encoding.ASCII.GetString(node["id"u8].Raw), node, nodes.Count));
        return nodes;
    }

    private void Write()
    {
        _output.Raw("\"nodes\":["u8);
        _isFirst = true;
        foreach (var node in _after)
            if (_beforeById.TryGetValue(node.Id, out var before))
                WriteMove(before.Json, node.Json);
            else
                WriteNode(node.Json, "added"u8, default, node.Json);
        foreach (var node in _before)
            if (!_afterById.ContainsKey(node.Id))
                WriteNode(node.Json, "removed"u8, node.Json, default);

        _output.Raw("],\"values\":["u8);
        _isFirst = true;
        foreach (var node in _after)
            if (_beforeById.TryGetValue(node.Id, out var before))
                WriteValues(before.Json, node.Json);
        foreach (var node in _before)
            if (_afterById.TryGetValue(node.Id, out var after))
                WriteGone(node.Json, after.Json);

        _output.Raw("],\"order_changed\":"u8);
        _output.Raw(HasOtherOrder() ? "true"u8 : "false"u8);
        _output.Raw(",\"truncated\":"u8);
        _output.Raw(_isTruncated ? "true"u8 : "false"u8);
    }

    /// <summary>Whether the nodes that both trees have stand in another order.</summary>
    private bool HasOtherOrder()
    {
        var last = -1;
        foreach (var node in _after)
        {
            if (!_beforeById.TryGetValue(node.Id, out var before))
                continue;
            if (before.Position < last)
                return true;
            last = before.Position;
        }

        return false;
    }

    private void WriteMove(JsonValue before, JsonValue after)
    {
        if (!before["parent"u8].Raw.SequenceEqual(after["parent"u8].Raw))
            WriteNode(after, "moved"u8, before["parent"u8], after["parent"u8]);
        if (!before["type"u8].Raw.SequenceEqual(after["type"u8].Raw))
            WriteNode(after, "retyped"u8, before["type"u8], after["type"u8]);
    }

    private void WriteNode(JsonValue node, ReadOnlySpan<byte> change, JsonValue from, JsonValue to)
    {
        if (!TryBegin(node))
            return;
        _output.Raw(",\"change\":\""u8);
        _output.Raw(change);
        _output.Raw("\",\"from\":"u8);
        _output.Raw(from.Kind == JsonKind.Absent ? "null"u8 : from.Raw);
        _output.Raw(",\"to\":"u8);
        _output.Raw(to.Kind == JsonKind.Absent ? "null"u8 : to.Raw);
        _output.Raw("}"u8);
    }

    /// <summary>Values that are new, or others than before.</summary>
    private void WriteValues(JsonValue before, JsonValue after)
    {
        foreach (var kind in MetadataKind.All)
        {
            if (kind.In(before).Raw.SequenceEqual(kind.In(after).Raw))
                continue;
            var known = kind.ReadValues(before);
            foreach (var (place, value) in kind.Values(after))
                if (!known.TryGetValue(place, out var old))
                    WriteValue(after, kind, place, default, value);
                else if (!AreEqual(old, value))
                    WriteValue(after, kind, place, old, value);
        }
    }

    /// <summary>Values that are gone.</summary>
    private void WriteGone(JsonValue before, JsonValue after)
    {
        foreach (var kind in MetadataKind.All)
        {
            if (kind.In(before).Raw.SequenceEqual(kind.In(after).Raw))
                continue;
            var known = kind.ReadValues(after);
            foreach (var (place, value) in kind.Values(before))
                if (!known.ContainsKey(place))
                    WriteValue(before, kind, place, value, default);
        }
    }

    private void WriteValue(JsonValue node, MetadataKind kind, ValuePlace place, JsonValue from, JsonValue to)
    {
        if (!TryBegin(node))
            return;
        _output.Raw(",\"kind\":\""u8);
        _output.Raw(kind.Name);
        _output.Raw("\",\"key\":"u8);
        _output.Raw(Encoding.ASCII.GetBytes(place.Key));
        _output.Raw(",\"value_key\":"u8);
        _output.Raw(place.ValueKey is { } valueKey ? Encoding.ASCII.GetBytes(valueKey) : "null"u8);
        if (from.Kind != JsonKind.Absent)
        {
            _output.Raw(",\"from\":"u8);
            _output.Raw(from.Raw);
        }

        if (to.Kind != JsonKind.Absent)
        {
            _output.Raw(",\"to\":"u8);
            _output.Raw(to.Raw);
        }

        _output.Raw("}"u8);
    }

    /// <summary>Begins a difference, unless enough are told.</summary>
    private bool TryBegin(JsonValue node)
    {
        _isTruncated |= _told == MaxDifferences;
        if (_isTruncated)
            return false;
        _told++;
        _output.Raw(_isFirst ? "{\"node\":"u8 : ",{\"node\":"u8);
        _isFirst = false;
        _output.Raw(node["id"u8].Raw);
        return true;
    }

    private static bool AreEqual(JsonValue left, JsonValue right) =>
        left.Raw.SequenceEqual(right.Raw)
        || (left.Kind == JsonKind.Number && right.Kind == JsonKind.Number && MetadataNumber.Of(left).Equals(MetadataNumber.Of(right)));

    /// <param name="Id">Its id as the text has it, with quotes: stored texts are all written alike.</param>
    /// <param name="Json">The node.</param>
    /// <param name="Position">Its place in the tree, from 0 on.</param>
    private sealed record Node(string Id, JsonValue Json, int Position);
}
