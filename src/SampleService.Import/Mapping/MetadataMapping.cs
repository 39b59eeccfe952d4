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
        var entries = new List<(JsonValue Name, DistinctValues Values)>();
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
                    entries.Add((name, new DistinctValues()));
                    if (ImportedText.IsUnusualKey(name))
                        unusual();
                }

                lastName = name;
            }

            Set(entries[last].Values, key, value);
        }

        return entries.ConvertAll(static entry => new MetadataEntry(entry.Name, entry.Values.All));
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
            var pairs = new DistinctValues();
            foreach (var member in values.Members)
                if (StoredTreeBuilder.IsPrimitive(member.Value))
                    Set(pairs, member.Name, member.Value);
                else
                    unreadable();
            entries.Add(new SourceEntry(key, source, pairs.All));
        }

        return entries;
    }

    private void Set(DistinctValues values, JsonValue key, JsonValue value)
    {
        if (ImportedText.IsUnusualValueKey(key) || ImportedText.IsUnusualValue(value))
            unusual();
        values.Set(key, value);
    }

    /// <summary>Values under different keys: of one that comes twice the last counts, at the place of the first. There may be any number.</summary>
    private sealed class DistinctValues
    {
        /// <summary>Mostly there are one or two, and no table is needed to find them.</summary>
        private const int MaxWithoutPlaces = 8;

        private readonly List<(JsonValue Key, JsonValue Value)> _all = [];
        private Dictionary<string, int>? _places;

        public IReadOnlyList<(JsonValue Key, JsonValue Value)> All => _all;

        public void Set(JsonValue key, JsonValue value)
        {
            if (Find(key) is var place and >= 0)
            {
                _all[place] = (_all[place].Key, value);
                return;
            }

            _places?.Add(key.GetString(), _all.Count);
            _all.Add((key, value));
            if (_all.Count > MaxWithoutPlaces)
                _places ??= Enumerable.Range(0, _all.Count).ToDictionary(i => _all[i].Key.GetString(), StringComparer.Ordinal);
        }

        private int Find(JsonValue key) =>
            _places is null ? _all.FindIndex(pair => pair.Key.Raw.SequenceEqual(key.Raw) || pair.Key.GetString() == key.GetString())
            : _places.TryGetValue(key.GetString(), out var place) ? place
            : -1;
    }
}
