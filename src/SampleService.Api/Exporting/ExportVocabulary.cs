using System.Collections.Frozen;
using SampleService.Json;
using SampleService.Validation;

namespace SampleService.Api;

/// <summary>What the vocabulary of the process says of metadata keys, for those who have not got it.</summary>
internal sealed class ExportVocabulary
{
    private const string TermBuilder = "ontology_has_ancestor";

    private readonly MetadataValidators _validators;
    private readonly FrozenDictionary<string, string> _titles;
    private readonly FrozenSet<string> _keysWithTerms;
    private readonly FrozenSet<string> _prefixesWithTerms;

    public ExportVocabulary(MetadataValidators validators)
    {
        _validators = validators;
        var entries = validators.Entries.ToList();
        _titles = entries.Where(static entry => !entry.IsPrefix)
            .Select(static entry => KeyValuePair.Create(entry.Key, TitleIn(entry.StaticMetadata)))
            .Where(static pair => pair.Value is not null)
            .ToFrozenDictionary(static pair => pair.Key, static pair => pair.Value!, StringComparer.Ordinal);
        var withTerms = entries.FindAll(static entry => entry.Validators.Any(static validator => validator.Builder == TermBuilder));
        _keysWithTerms = withTerms.Where(static entry => !entry.IsPrefix).Select(static entry => entry.Key).ToFrozenSet(StringComparer.Ordinal);
        _prefixesWithTerms = withTerms.Where(static entry => entry.IsPrefix).Select(static entry => entry.Key).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>What a controlled key is called; null if that is not said.</summary>
    public string? FindTitle(string key) => _titles.GetValueOrDefault(key);

    /// <summary>The value key at which the unit of a key stands; null if that is not said.</summary>
    public string? FindUnitKey(string key) => _validators.FindUnitKey(key);

    /// <summary>Whether the values of a controlled key are terms of an ontology.</summary>
    public bool HasTerms(string key) =>
        _keysWithTerms.Contains(key) || (_prefixesWithTerms.Count > 0 && _validators.FindPrefixes(key).Any(_prefixesWithTerms.Contains));

    private static string? TitleIn(ReadOnlyMemory<byte> staticMetadata)
    {
        using var text = JsonText.Parse(staticMetadata);
        return text.Root["title"u8].AsString() is { } title && !Domain.ContractText.IsBlank(title) ? title : null;
    }
}
