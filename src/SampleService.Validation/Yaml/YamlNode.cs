using System.Globalization;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary>A YAML value of one of JSON's kinds, with aliases and merge keys resolved.</summary>
internal sealed class YamlNode
{
    private YamlNode(JsonKind kind, string text, string written)
    {
        Kind = kind;
        Text = text;
        Written = written;
    }

    public JsonKind Kind { get; }

    /// <summary>The content of a string; the JSON literal of another scalar.</summary>
    public string Text { get; }

    /// <summary>A scalar as the file has it, without quotes.</summary>
    public string Written { get; }

    public IReadOnlyList<YamlNode> Items { get; private init; } = [];

    /// <summary>Scalar keys and their values; no two keys have the same text.</summary>
    public IReadOnlyCollection<KeyValuePair<YamlNode, YamlNode>> Members { get; private init; } = [];

    /// <summary>Number of values and characters with all aliases expanded.</summary>
    public long Size { get; private init; }

    /// <summary>Number of levels below it: 0 for scalars and empty collections.</summary>
    public int Height { get; private init; }

    /// <summary>Whether Python counts it as false.</summary>
    public bool IsFalsy => Kind switch
    {
        JsonKind.True => false,
        JsonKind.Number => double.Parse(Text, CultureInfo.InvariantCulture) == 0,
        JsonKind.String => Text.Length == 0,
        JsonKind.Array => Items.Count == 0,
        JsonKind.Object => Members.Count == 0,
        _ => true,
    };

    public static YamlNode Scalar(JsonKind kind, string text, string written) =>
        new(kind, text, written) { Size = 1 + Math.Max(text.Length, written.Length) };

    public static YamlNode String(string text) => Scalar(JsonKind.String, text, text);

    public static YamlNode List(List<YamlNode> items) => new(JsonKind.Array, string.Empty, string.Empty)
    {
        Items = items,
        Size = 1 + items.Sum(item => item.Size),
        Height = items.Select(item => item.Height + 1).DefaultIfEmpty().Max(),
    };

    /// <summary>A mapping. A repeated key keeps its first position and gets the last value.</summary>
    public static YamlNode Map(IEnumerable<KeyValuePair<YamlNode, YamlNode>> members)
    {
        var unique = new OrderedDictionary<string, KeyValuePair<YamlNode, YamlNode>>(StringComparer.Ordinal);
        foreach (var member in members)
            unique[member.Key.Text] = unique.TryGetValue(member.Key.Text, out var first)
                ? new(first.Key, member.Value)
                : member;
        return new(JsonKind.Object, string.Empty, string.Empty)
        {
            Members = unique.Values,
            Size = 1 + unique.Values.Sum(member => member.Key.Size + member.Value.Size),
            Height = unique.Values.Select(member => member.Value.Height + 1).DefaultIfEmpty().Max(),
        };
    }

    /// <summary>The value of a string key; null if there is none.</summary>
    public YamlNode? Find(string name)
    {
        foreach (var member in Members)
            if (member.Key.Kind == JsonKind.String && member.Key.Text == name)
                return member.Value;
        return null;
    }
}
