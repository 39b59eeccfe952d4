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
    private readonly WaitLimits _limits;

    internal MetadataValidators(IEnumerable<KeyRules> keys, IEnumerable<KeyRules> prefixes, WaitLimits? limits = null)
    {
        _limits = limits ?? WaitLimits.Default;
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
    /// Runs the validators over the controlled metadata of the nodes of one call: keys in the order sent, of each key first its
    /// own validators, then those of its prefixes from the shortest to the longest (the key is its own prefix). Where
    /// validators have to wait for other services some keys are looked at ahead; findings come in that order all the same.
    /// </summary>
    /// <param name="nodes">
    /// The <c>meta_controlled</c> objects; in one that is absent, or empty, nothing is found. They have to stay valid until the end.
    /// </param>
    /// <param name="stopAtFirst">Whether one finding is enough.</param>
    /// <param name="found">Told of each finding, with the index of its node; never by two threads at once.</param>
    /// <param name="cancellation">Ends the work between two keys, or while validators wait.</param>
    /// <exception cref="Domain.ServiceException">
    /// A validator could not say whether the metadata is fine, or all of them together had to wait for too long.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public async ValueTask ValidateAsync(
        IEnumerable<JsonValue> nodes, bool stopAtFirst, Action<int, MetadataFinding> found, CancellationToken cancellation)
    {
        bool Take(int node, MetadataFinding finding)
        {
            found(node, finding);
            return !stopAtFirst;
        }

        var run = new ValidationRun(_limits, Take, cancellation);
        await using var ending = run.ConfigureAwait(false);
        var index = 0;
        foreach (var node in nodes)
        {
            foreach (var member in node.Members)
            {
                cancellation.ThrowIfCancellationRequested();
                if (!await run.AddAsync(index, ValidateKeyAsync(member.Name, member.Value, stopAtFirst, run)).ConfigureAwait(false))
                    return;
            }

            index++;
        }

        await run.EndAsync().ConfigureAwait(false);
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

    /// <summary>What is found of one key; null when nothing is.</summary>
    private async ValueTask<List<MetadataFinding>?> ValidateKeyAsync(JsonValue name, JsonValue value, bool stopAtFirst, ValidationRun run)
    {
        var rules = FindRules(name);
        var key = rules?.Key ?? name.GetString();
        var known = rules is not null;
        List<MetadataFinding>? findings = null;
        foreach (var validator in rules?.Validators ?? [])
            if (await run.AskAsync(validator, value).ConfigureAwait(false) is { } finding)
            {
                (findings ??= []).Add(MetadataFinding.OfKey(key, finding));
                if (stopAtFirst)
                    return findings;
            }

        foreach (var length in _prefixes.Lengths)
        {
            if (length > key.Length)
                break;
            if (_prefixes.Find(key, length) is not { } prefix)
                continue;
            known = true;
            foreach (var validator in prefix.Validators)
                if (await run.AskAsync(validator, value).ConfigureAwait(false) is { } finding)
                {
                    (findings ??= []).Add(MetadataFinding.OfPrefix(prefix.Key, key, finding));
                    if (stopAtFirst)
                        return findings;
                }
        }

        return known ? findings : [MetadataFinding.NoValidator(key)];
    }
}
