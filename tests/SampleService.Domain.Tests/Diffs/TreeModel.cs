using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace SampleService.Domain.Tests.Diffs;

/// <summary>A tree as a set of nodes and values, to which a diff can be applied. Order of nodes and keys is not kept.</summary>
internal sealed class TreeModel
{
    private readonly Dictionary<string, (string Type, string? Parent)> _nodes = [];
    private readonly Dictionary<(string Node, string Kind, string Key, string? ValueKey), JsonElement> _values = [];

    public TreeModel(string tree)
    {
        using var parsed = JsonDocument.Parse(tree);
        foreach (var node in parsed.RootElement.EnumerateArray())
            Add(node);
    }

    public void Apply(JsonElement diff)
    {
        foreach (var change in diff.GetProperty("nodes").EnumerateArray())
        {
            var node = change.GetProperty("node").GetString()!;
            var (from, to) = (change.GetProperty("from"), change.GetProperty("to"));
            switch (change.GetProperty("change").GetString())
            {
                case "added":
                    Add(to);
                    break;
                case "removed":
                    _nodes.Remove(node);
                    foreach (var place in _values.Keys.Where(place => place.Node == node).ToList())
                        _values.Remove(place);
                    break;
                case "moved":
                    Assert.Equal(_nodes[node].Parent, from.GetString());
                    _nodes[node] = (_nodes[node].Type, to.GetString());
                    break;
                case "retyped":
                    Assert.Equal(_nodes[node].Type, from.GetString());
                    _nodes[node] = (to.GetString()!, _nodes[node].Parent);
                    break;
                default:
                    Assert.Fail($"{change} is no change");
                    break;
            }
        }

        foreach (var change in diff.GetProperty("values").EnumerateArray())
        {
            var place = (Text(change, "node"), Text(change, "kind"), Text(change, "key"), change.GetProperty("value_key").GetString());
            Assert.Equal(change.TryGetProperty("from", out var from), _values.TryGetValue(place, out var old));
            if (old.ValueKind != JsonValueKind.Undefined)
                Assert.Equal(old.GetRawText(), from.GetRawText());
            if (change.TryGetProperty("to", out var to))
                _values[place] = to.Clone();
            else
                _values.Remove(place);
        }
    }

    public void AssertIs(TreeModel other)
    {
        Assert.Equal(other._nodes.OrderBy(node => node.Key, StringComparer.Ordinal), _nodes.OrderBy(node => node.Key, StringComparer.Ordinal));
        Assert.Equal(other._values.Keys.ToHashSet(), _values.Keys.ToHashSet());
        foreach (var (place, value) in _values)
            Assert.True(AreEqual(value, other._values[place]), $"{place}: {value} {other._values[place]}");
    }

    private static bool AreEqual(JsonElement left, JsonElement right) => left.ValueKind == JsonValueKind.Number && right.ValueKind == JsonValueKind.Number
        ? BigInteger.TryParse(left.GetRawText(), CultureInfo.InvariantCulture, out var one) && BigInteger.TryParse(right.GetRawText(), CultureInfo.InvariantCulture, out var two)
            ? one == two
            : left.GetDouble().Equals(right.GetDouble())
                || (left.GetDouble() == 0 && right.GetDouble() == 0)
        : left.GetRawText() == right.GetRawText();

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;

    private void Add(JsonElement node)
    {
        var id = Text(node, "id");
        _nodes[id] = (Text(node, "type"), node.GetProperty("parent").GetString());
        foreach (var kind in (string[])["controlled", "user"])
            foreach (var key in node.GetProperty($"meta_{kind}").EnumerateObject())
                foreach (var value in key.Value.EnumerateObject())
                    _values[(id, kind, key.Name, value.Name)] = value.Value.Clone();
        foreach (var source in node.GetProperty("source_meta").EnumerateArray())
        {
            _values[(id, "source", Text(source, "key"), null)] = source.GetProperty("skey").Clone();
            foreach (var value in source.GetProperty("svalue").EnumerateObject())
                _values[(id, "source", Text(source, "key"), value.Name)] = value.Value.Clone();
        }
    }
}
