using System.Collections.Frozen;

namespace SampleService.Validation;

/// <summary>The configuration of one metadata key or prefix.</summary>
/// <param name="Key">The key or prefix.</param>
/// <param name="Validators">In configured order, at least one.</param>
/// <param name="StaticMetadata">A JSON object in ASCII.</param>
internal sealed record KeyRules(string Key, IMetadataValidator[] Validators, ReadOnlyMemory<byte> StaticMetadata)
{
    /// <summary>The validators as the configuration has them.</summary>
    public IReadOnlyList<ValidatorDescription> Described { get; init; } = [];
}

/// <summary>
/// The configured prefixes. A key is looked up once per distinct prefix length, so that the cost depends on the length of the key and
/// not on the number of prefixes.
/// </summary>
internal sealed class PrefixTable
{
    private readonly FrozenDictionary<string, KeyRules>.AlternateLookup<ReadOnlySpan<char>> _prefixes;

    public PrefixTable(IEnumerable<KeyRules> prefixes)
    {
        var table = prefixes.ToFrozenDictionary(rules => rules.Key, StringComparer.Ordinal);
        _prefixes = table.GetAlternateLookup<ReadOnlySpan<char>>();
        All = table.Values;
        Lengths = table.Keys.Select(prefix => prefix.Length).Distinct().Order().ToArray();
    }

    public int Count => All.Count;

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<KeyRules> All { get; }

    /// <summary>The distinct lengths of the prefixes, ascending.</summary>
    public int[] Lengths { get; }

    /// <summary>The rules for the first <paramref name="length"/> characters of a key; null if they are not a configured prefix.</summary>
    public KeyRules? Find(string key, int length) =>
        length <= key.Length && _prefixes.TryGetValue(key.AsSpan(0, length), out var rules) ? rules : null;
}
