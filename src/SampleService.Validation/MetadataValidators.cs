using System.Collections.Frozen;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary>
/// The configured validators of controlled metadata, and the static metadata of keys and prefixes. Immutable and safe for concurrent
/// use.
/// </summary>
public sealed class MetadataValidators
{
    private readonly FrozenDictionary<string, KeyRules> _keys;
    private readonly FrozenDictionary<string, KeyRules>.AlternateLookup<ReadOnlySpan<char>> _keysByText;
    private readonly PrefixTable _prefixes;
    private readonly WaitLimits _limits;

    internal MetadataValidators(IEnumerable<KeyRules> keys, IEnumerable<KeyRules> prefixes, WaitLimits? limits = null, byte[]? configuration = null)
    {
        Configuration = configuration ?? ConfigurationText.Empty;
        Vocabulary = VocabularyId.Of(Configuration.Span);
        _limits = limits ?? WaitLimits.Default;
        _keys = keys.ToFrozenDictionary(rules => rules.Key, StringComparer.Ordinal);
        _keysByText = _keys.GetAlternateLookup<ReadOnlySpan<char>>();
        _prefixes = new PrefixTable(prefixes);
    }

    /// <summary>No configuration: every controlled key is refused, no key has static metadata.</summary>
    public static MetadataValidators None { get; } = new([], []);

    /// <summary>The configuration as canonical JSON, in ASCII.</summary>
    public ReadOnlyMemory<byte> Configuration { get; }

    /// <summary>The vocabulary that it is.</summary>
    public VocabularyId Vocabulary { get; }

    public int KeyCount => _keys.Count;

    public int PrefixCount => _prefixes.Count;

    /// <summary>
    /// Validates the controlled metadata of the nodes of one call. Keys are validated in the order sent; for each key its own validators
    /// run first, then those of its prefixes from the shortest to the longest (the key is its own prefix). Keys whose validators wait
    /// for other services are validated concurrently, but findings are reported in the same order.
    /// </summary>
    /// <param name="nodes">
    /// The <c>meta_controlled</c> objects, which may be absent or empty. They must stay valid until the returned task completes.
    /// </param>
    /// <param name="stopAtFirst">Whether to stop after the first finding.</param>
    /// <param name="found">Called for each finding with the index of its node, never concurrently.</param>
    /// <param name="cancellation">Observed between keys and while validators wait.</param>
    /// <exception cref="Domain.ServiceException">
    /// A validator could not decide, or validation took longer than <see cref="WaitLimits.Time"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public ValueTask ValidateAsync(
        IEnumerable<JsonValue> nodes, bool stopAtFirst, Action<int, MetadataFinding> found, CancellationToken cancellation)
    {
        bool Take(int node, MetadataFinding finding)
        {
            found(node, finding);
            return !stopAtFirst;
        }

        return ValidateAsync(nodes, stopAtFirst, Take, cancellation);
    }

    /// <summary>All findings, until enough of them are found.</summary>
    /// <param name="nodes">The same. Looked at one after the other, and no further than is needed.</param>
    /// <param name="found">Called for each finding with the index of its node, never concurrently; returns whether more are wanted.</param>
    /// <param name="cancellation">The same.</param>
    /// <exception cref="Domain.ServiceException">The same.</exception>
    /// <exception cref="OperationCanceledException">The same.</exception>
    public ValueTask ValidateAsync(IEnumerable<JsonValue> nodes, Func<int, MetadataFinding, bool> found, CancellationToken cancellation) =>
        ValidateAsync(nodes, stopAtFirst: false, found, cancellation);

    private async ValueTask ValidateAsync(
        IEnumerable<JsonValue> nodes, bool stopAtFirst, Func<int, MetadataFinding, bool> found, CancellationToken cancellation)
    {
        var run = new ValidationRun(_limits, found, cancellation);
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

        await run.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>The static metadata of a key: a JSON object in ASCII, <c>{}</c> when none is configured.</summary>
    /// <returns>Whether the key itself is configured; a matching prefix is not enough.</returns>
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

    /// <summary>The configured prefixes of a key, shortest first; the key itself may be one of them.</summary>
    public IReadOnlyList<string> FindPrefixes(string key)
    {
        List<string> found = [];
        foreach (var length in _prefixes.Lengths)
            if (_prefixes.Find(key, length) is { } rules)
                found.Add(rules.Key);
        return found;
    }

    /// <summary>
    /// The value key at which the first <c>units</c> validator of a metadata key, or else of its prefixes, looks for the unit; null for none.
    /// </summary>
    public string? FindUnitKey(string key) => RulesOf(key).SelectMany(static rules => rules.Validators).OfType<UnitsValidator>().FirstOrDefault()?.Key;

    private IEnumerable<KeyRules> RulesOf(string key)
    {
        if (_keys.TryGetValue(key, out var own))
            yield return own;
        foreach (var length in _prefixes.Lengths)
            if (_prefixes.Find(key, length) is { } prefix)
                yield return prefix;
    }

    /// <summary>The configured keys, and after them the prefixes.</summary>
    public IEnumerable<VocabularyEntry> Entries =>
        _keys.Values.Select(static rules => ToEntry(rules, isPrefix: false)).Concat(_prefixes.All.Select(static rules => ToEntry(rules, isPrefix: true)));

    /// <summary>A configured key; null if there is none. A matching prefix is not enough.</summary>
    public VocabularyEntry? FindEntry(string key) => _keys.TryGetValue(key, out var rules) ? ToEntry(rules, isPrefix: false) : null;

    private static VocabularyEntry ToEntry(KeyRules rules, bool isPrefix) => new(rules.Key, isPrefix, rules.StaticMetadata, rules.Described);

    /// <summary>The rules of exactly this key. Allocates no string for short keys.</summary>
    private KeyRules? FindRules(JsonValue name)
    {
        Span<char> buffer = stackalloc char[ShortText.MaxLength];
        return _keysByText.TryGetValue(ShortText.Read(name, buffer), out var rules) ? rules : null;
    }

    /// <summary>The findings about one key; null when there are none.</summary>
    private async ValueTask<List<MetadataFinding>?> ValidateKeyAsync(JsonValue name, JsonValue value, bool stopAtFirst, ValidationRun run)
    {
        var rules = FindRules(name);
        var key = rules?.Key ?? name.GetString();
        var known = rules is not null;
        List<MetadataFinding>? findings = null;
        foreach (var validator in rules?.Validators ?? [])
            if (await run.ValidateAsync(validator, value).ConfigureAwait(false) is { } finding)
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
                if (await run.ValidateAsync(validator, value).ConfigureAwait(false) is { } finding)
                {
                    (findings ??= []).Add(MetadataFinding.OfPrefix(prefix.Key, key, finding));
                    if (stopAtFirst)
                        return findings;
                }
        }

        return known ? findings : [MetadataFinding.NoValidator(key)];
    }
}
