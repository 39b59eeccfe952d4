using System.Collections.Frozen;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary>
/// The validators of controlled metadata and the static metadata of their keys, as configured. Immutable; any number
/// of calls may use it at once.
/// </summary>
public sealed class MetadataValidators
{
    private readonly FrozenDictionary<string, KeyRules> _keys;
    private readonly FrozenDictionary<string, KeyRules>.AlternateLookup<ReadOnlySpan<char>> _keysByText;
    private readonly PrefixTable _prefixes;

    internal MetadataValidators(IEnumerable<KeyRules> keys, IEnumerable<KeyRules> prefixes)
    {
        _keys = keys.ToFrozenDictionary(rules => rules.Key, StringComparer.Ordinal);
        _keysByText = _keys.GetAlternateLookup<ReadOnlySpan<char>>();
        _prefixes = new PrefixTable(prefixes);
    }

    /// <summary>No configuration: every controlled key is refused, no key has static metadata.</summary>
    public static MetadataValidators None { get; } = new([], []);

    /// <summary>How many keys are configured.</summary>
    public int KeyCount => _keys.Count;

    /// <summary>How many prefixes are configured.</summary>
    public int PrefixCount => _prefixes.Count;

    /// <summary>
    /// Runs the validators over the controlled metadata of one node: keys in the order sent, of each key first its
    /// own validators, then those of its prefixes from the shortest to the longest (the key is its own prefix).
    /// </summary>
    /// <param name="controlled">The <c>meta_controlled</c> object; with none, or an empty one, nothing is found.</param>
    /// <param name="stopAtFirst">Whether one finding is enough.</param>
    /// <param name="findings">Where findings are added. What is there already stays and does not stop anything.</param>
    /// <param name="cancellation">Ends the work between two keys, or while a validator waits.</param>
    /// <exception cref="Domain.ServiceException">A validator could not say whether the metadata is fine.</exception>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public async ValueTask ValidateAsync(
        JsonValue controlled, bool stopAtFirst, List<MetadataFinding> findings, CancellationToken cancellation)
    {
        var enough = stopAtFirst ? findings.Count + 1 : int.MaxValue;
        foreach (var member in controlled.Members)
        {
            cancellation.ThrowIfCancellationRequested();
            var rules = FindRules(member.Name);
            await ValidateKeyAsync(rules?.Key ?? member.Name.GetString(), rules, member.Value, enough, findings, cancellation);
            if (findings.Count >= enough)
                return;
        }
    }

    /// <summary>The static metadata of a key: a JSON object in ASCII, <c>{}</c> when none is configured.</summary>
    /// <returns>Whether the key is configured; keys that only have a prefix are not.</returns>
    public bool TryGetStaticMetadata(string key, out ReadOnlyMemory<byte> json)
    {
        var found = _keys.TryGetValue(key, out var rules);
        json = rules?.StaticMetadata ?? default;
        return found;
    }

    /// <summary>The static metadata of a prefix: a JSON object in ASCII, <c>{}</c> when none is configured.</summary>
    /// <returns>Whether exactly this prefix is configured.</returns>
    public bool TryGetPrefixStaticMetadata(string prefix, out ReadOnlyMemory<byte> json)
    {
        var rules = _prefixes.Find(prefix, prefix.Length);
        json = rules?.StaticMetadata ?? default;
        return rules is not null;
    }

    /// <summary>The configured prefixes of a key, the shortest first; the key itself may be one of them.</summary>
    public IReadOnlyList<string> FindPrefixes(string key)
    {
        List<string> found = [];
        foreach (var length in _prefixes.Lengths)
            if (_prefixes.Find(key, length) is { } rules)
                found.Add(rules.Key);
        return found;
    }

    /// <summary>What is configured for exactly this key. No string is made of keys that are.</summary>
    private KeyRules? FindRules(JsonValue name)
    {
        Span<char> buffer = stackalloc char[ShortText.MaximumLength];
        return _keysByText.TryGetValue(ShortText.Read(name, buffer), out var rules) ? rules : null;
    }

    private async ValueTask ValidateKeyAsync(
        string key, KeyRules? rules, JsonValue value, int enough, List<MetadataFinding> findings, CancellationToken cancellation)
    {
        var known = rules is not null;
        if (rules is not null)
        {
            foreach (var validator in rules.Validators)
                if (await validator.ValidateAsync(value, cancellation) is { } finding)
                {
                    findings.Add(MetadataFinding.OfKey(key, finding));
                    if (findings.Count >= enough)
                        return;
                }
        }

        foreach (var length in _prefixes.Lengths)
        {
            if (length > key.Length)
                break;
            if (_prefixes.Find(key, length) is not { } prefix)
                continue;
            known = true;
            foreach (var validator in prefix.Validators)
                if (await validator.ValidateAsync(value, cancellation) is { } finding)
                {
                    findings.Add(MetadataFinding.OfPrefix(prefix.Key, key, finding));
                    if (findings.Count >= enough)
                        return;
                }
        }

        if (!known)
            findings.Add(MetadataFinding.NoValidator(key));
    }
}
