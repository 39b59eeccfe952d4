using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Search;

/// <summary>Counts the keys of metadata that samples have, with the types, units and values under them.</summary>
/// <param name="kind">The kind of metadata that is counted; null for both.</param>
/// <param name="prefix">How keys begin that are counted; empty for all.</param>
public sealed class KeyCensus(SearchedMetadata? kind, string prefix)
{
    private readonly Dictionary<(string Key, SearchedMetadata Kind), KeyCount> _keys = [];
    private int _samples;

    /// <summary>Counts a sample.</summary>
    /// <param name="tree">Its nodes as they are stored.</param>
    public void Add(ReadOnlySpan<byte> tree)
    {
        _samples++;
        var reader = new TreeReader(tree);
        while (reader.MoveToNode())
            while (reader.MoveToEntry())
            {
                if (kind is { } only && reader.Kind != only)
                    continue;
                var key = reader.Key.Text;
                if (!key.StartsWith(prefix, StringComparison.Ordinal))
                    continue;
                if (!_keys.TryGetValue((key, reader.Kind), out var count))
                    _keys[(key, reader.Kind)] = count = new KeyCount();
                count.Add(reader.ReadEntry(), _samples);
            }
    }

    /// <summary>What was counted, by key and then kind.</summary>
    public IEnumerable<KeyUse> List() => _keys
        .Order(Comparer<KeyValuePair<(string Key, SearchedMetadata Kind), KeyCount>>.Create(static (one, other) => Compare(one.Key, other.Key)))
        .Select(static entry => entry.Value.ToUse(entry.Key.Key, entry.Key.Kind));

    private static int Compare((string Key, SearchedMetadata Kind) one, (string Key, SearchedMetadata Kind) other) =>
        ContractText.CompareByCodePoint(one.Key, other.Key) is not 0 and var order ? order : one.Kind.CompareTo(other.Kind);

    private sealed class KeyCount
    {
        private readonly SortedDictionary<string, ValueKeyCount> _valueKeys = new(Comparer<string>.Create(ContractText.CompareByCodePoint));
        private int _samples, _lastSample;

        public void Add(in StoredEntry entry, int sample)
        {
            if (_lastSample != sample)
                _samples++;
            _lastSample = sample;
            for (var i = 0; i < entry.Count; i++)
            {
                var name = entry.Name(i).Text;
                if (!_valueKeys.TryGetValue(name, out var count))
                    _valueKeys[name] = count = new ValueKeyCount();
                count.Add(entry, i, sample);
            }
        }

        public KeyUse ToUse(string key, SearchedMetadata kind) =>
            new(key, kind, _samples, [.. _valueKeys.Select(static entry => entry.Value.ToUse(entry.Key))]);
    }

    private sealed class ValueKeyCount
    {
        private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
        private readonly HashSet<MetadataNumber> _numbers = [];
        private readonly HashSet<bool> _booleans = [];
        private readonly Dictionary<string, (int Samples, int Last)> _units = new(StringComparer.Ordinal);

        private int Values => _texts.Count + _numbers.Count + _booleans.Count;

        public void Add(in StoredEntry entry, int index, int sample)
        {
            var value = entry.Value(index);
            // More are not told; the first of a type has to be seen.
            var isOpen = Values < ValueKeyUse.MaxValues;
            if (value.Kind == JsonKind.String && (isOpen || _texts.Count == 0))
                _texts.Add(value.Text.Text);
            else if (value.Kind is JsonKind.True or JsonKind.False)
                _booleans.Add(value.Kind == JsonKind.True);
            else if (value.Kind == JsonKind.Number)
                AddNumber(entry, index, sample, value.Number, isOpen);
        }

        public ValueKeyUse ToUse(string name) => new(
            name, _booleans.Count > 0, _numbers.Count > 0, _texts.Count > 0,
            [.. _units.OrderByDescending(static unit => unit.Value.Samples).ThenBy(static unit => unit.Key, StringComparer.Ordinal)
                .Take(ValueKeyUse.MaxUnits).Select(static unit => (unit.Key, unit.Value.Samples))],
            Math.Min(Values, ValueKeyUse.MaxValues));

        private void AddNumber(in StoredEntry entry, int index, int sample, MetadataNumber number, bool isOpen)
        {
            if (isOpen || _numbers.Count == 0)
                _numbers.Add(number);
            if (entry.UnitOf(index, NoVocabulary.Instance) is not { } unit)
                return;
            var (samples, last) = _units.GetValueOrDefault(unit);
            if (last != sample)
                _units[unit] = (samples + 1, sample);
        }
    }

    /// <summary>Units at the usual value keys alone.</summary>
    private sealed class NoVocabulary : IUnitMembers
    {
        public static readonly NoVocabulary Instance = new();

        public string? Find(string key) => null;
    }
}
