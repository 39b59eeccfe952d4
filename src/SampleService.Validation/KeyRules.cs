using System.Collections.Frozen;

namespace SampleService.Validation;

/// <summary>What is configured for one metadata key, or for one prefix.</summary>
/// <param name="Key">The key, or the prefix.</param>
/// <param name="Validators">Its validators in configured order, at least one.</param>
/// <param name="StaticMetadata">Its static metadata as a JSON object in ASCII.</param>
internal sealed record KeyRules(string Key, IMetadataValidator[] Validators, ReadOnlyMemory<byte> StaticMetadata);

/// <summary>
/// The configured prefixes. A key is cut at each length that a prefix has and looked up, so that the work for a key
/// depends on its length and not on how many prefixes there are.
/// </summary>
internal sealed class PrefixTable
{
    private readonly FrozenDictionary<string, KeyRules>.AlternateLookup<ReadOnlySpan<char>> _prefixes;

    public PrefixTable(IEnumerable<KeyRules> prefixes)
    {
        var table = prefixes.ToFrozenDictionary(rules => rules.Key, StringComparer.Ordinal);
        _prefixes = table.GetAlternateLookup<ReadOnlySpan<char>>();
        Count = table.Count;
        Lengths = table.Keys.Select(prefix => prefix.Length).Distinct().Order().ToArray();
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The lengths that prefixes have, each once, ascending.</summary>
    public int[] Lengths { get; }

    /// <summary>The prefix that the first <paramref name="length"/> characters of a key are; null if they are none.</summary>
    public KeyRules? Find(string key, int length) =>
        length <= key.Length && _prefixes.TryGetValue(key.AsSpan(0, length), out var rules) ? rules : null;
}
