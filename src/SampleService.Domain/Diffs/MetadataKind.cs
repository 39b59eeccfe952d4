using System.Text;
using SampleService.Json;

namespace SampleService.Domain;

/// <summary>The kinds of metadata of a node in the stored form, and the values in each.</summary>
internal abstract class MetadataKind
{
    /// <summary>All of them, in the order in which a node has them.</summary>
    public static IReadOnlyList<MetadataKind> All { get; } =
        [new OfMaps("controlled", "meta_controlled"), new OfMaps("user", "meta_user"), new OfSource()];

    private readonly byte[] _name;
    private readonly byte[] _member;

    private MetadataKind(string name, string member) => (_name, _member) = (Encoding.ASCII.GetBytes(name), Encoding.ASCII.GetBytes(member));

    /// <summary>What callers call it.</summary>
    public ReadOnlySpan<byte> Name => _name;

    /// <summary>The metadata of this kind of a node.</summary>
    public JsonValue In(JsonValue node) => node[_member];

    /// <summary>The values of a node in the order in which they stand.</summary>
    public abstract IEnumerable<(ValuePlace Place, JsonValue Value)> Values(JsonValue node);

    /// <summary>The values of a node by their places.</summary>
    public Dictionary<ValuePlace, JsonValue> ReadValues(JsonValue node)
    {
        var values = new Dictionary<ValuePlace, JsonValue>();
        foreach (var (place, value) in Values(node))
            values[place] = value;
        return values;
    }

    private static string TextOf(JsonValue name) => Encoding.ASCII.GetString(name.Raw);

    private sealed class OfMaps(string name, string member) : MetadataKind(name, member)
    {
        public override IEnumerable<(ValuePlace Place, JsonValue Value)> Values(JsonValue node)
        {
            foreach (var entry in In(node).Members)
            {
                var key = TextOf(entry.Name);
                foreach (var value in entry.Value.Members)
                    yield return (new ValuePlace(key, TextOf(value.Name)), value.Value);
            }
        }
    }

    private sealed class OfSource() : MetadataKind("source", "source_meta")
    {
        public override IEnumerable<(ValuePlace Place, JsonValue Value)> Values(JsonValue node)
        {
            foreach (var entry in In(node).Items)
            {
                var key = TextOf(entry["key"u8]);
                yield return (new ValuePlace(key, null), entry["skey"u8]);
                foreach (var value in entry["svalue"u8].Members)
                    yield return (new ValuePlace(key, TextOf(value.Name)), value.Value);
            }
        }
    }
}

/// <summary>Where a value stands in the metadata of a node. Names are as the stored text has them, with quotes.</summary>
/// <param name="Key">The metadata key.</param>
/// <param name="ValueKey">The value key; null for the key at the source.</param>
internal readonly record struct ValuePlace(string Key, string? ValueKey);
