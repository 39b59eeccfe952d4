using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Import;

/// <summary>Metadata of nodes: lists of single values in the dump.</summary>
/// <param name="unreadable">Told of each value that cannot be kept.</param>
/// <param name="unusual">Told of each text that would be refused today.</param>
internal sealed class MetadataMapping(Action unreadable, Action unusual)
{
    /// <summary>
    /// <c>{ok: key, k: key of the value, v: value}</c>, grouped by <c>ok</c> in the order in which each came first. Of a value that comes twice the last
    /// counts, at the place of the first.
    /// </summary>
    public IReadOnlyList<MetadataEntry> Group(JsonValue list)
    {
        var entries = new List<MetadataEntry>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var (lastName, last) = (default(JsonValue), -1);
        foreach (var item in list.Items)
        {
            JsonValue name = item["ok"u8], key = item["k"u8], value = item["v"u8];
            if (name.Kind != JsonKind.String || key.Kind != JsonKind.String || !StoredTreeBuilder.IsPrimitive(value))
            {
                unreadable();
                continue;
            }

            // Those of one key stand together, as a rule.
            if (last < 0 || !name.Raw.SequenceEqual(lastName.Raw))
            {
                var text = name.GetString();
                if (!places.TryGetValue(text, out last))
                {
                    places.Add(text, last = entries.Count);
                    entries.Add(new MetadataEntry(name, new List<(JsonValue, JsonValue)>()));
                    if (ImportedText.IsUnusualKey(name))
                        unusual();
                }

                lastName = name;
            }

            Set((List<(JsonValue Key, JsonValue Value)>)entries[last].Values, key, value);
        }

        return entries;
    }

    /// <summary><c>{k: key, sk: key at the source, v: values}</c>; a list that is not there is empty.</summary>
    public IReadOnlyList<SourceEntry> Source(JsonValue list)
    {
        var entries = new List<SourceEntry>();
        foreach (var item in list.Items)
        {
            JsonValue key = item["k"u8], source = item["sk"u8], values = item["v"u8];
            if (key.Kind != JsonKind.String || source.Kind != JsonKind.String || values.Kind != JsonKind.Object)
            {
                unreadable();
                continue;
            }

            if (ImportedText.IsUnusualKey(key) || ImportedText.IsUnusualKey(source))
                unusual();
            var pairs = new List<(JsonValue Key, JsonValue Value)>();
            foreach (var member in values.Members)
                if (StoredTreeBuilder.IsPrimitive(member.Value))
                    Set(pairs, member.Name, member.Value);
                else
                    unreadable();
            entries.Add(new SourceEntry(key, source, pairs));
        }

        return entries;
    }

    private void Set(List<(JsonValue Key, JsonValue Value)> values, JsonValue key, JsonValue value)
    {
        if (ImportedText.IsUnusualValueKey(key) || ImportedText.IsUnusualValue(value))
            unusual();
        for (var i = 0; i < values.Count; i++)
            if (values[i].Key.Raw.SequenceEqual(key.Raw) || values[i].Key.GetString() == key.GetString())
            {
                values[i] = (values[i].Key, value);
                return;
            }

        values.Add((key, value));
    }
}
