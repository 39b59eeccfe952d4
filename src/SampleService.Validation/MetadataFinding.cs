using System.Globalization;

namespace SampleService.Validation;

/// <summary>
/// A fault of one metadata key of a node, with the messages for callers (docs/validators.md). The messages
/// quote what the caller sent, unchanged.
/// </summary>
public sealed record MetadataFinding
{
    private readonly string _text;

    private MetadataFinding(string key, string? subkey, string? prefix, bool isNoValidator, string text)
    {
        Key = key;
        Subkey = subkey;
        Prefix = prefix;
        IsNoValidator = isNoValidator;
        _text = text;
    }

    public string Key { get; }

    /// <summary>The value key at fault; null when there is no single one, or when a prefix validator found it.</summary>
    public string? Subkey { get; }

    /// <summary>The prefix whose validator found the fault; null when it was a validator of the key.</summary>
    public string? Prefix { get; }

    /// <summary>Whether the key is refused because no validator is configured for it.</summary>
    public bool IsNoValidator { get; }

    /// <summary><c>message</c> of a finding in <c>validate_samples</c>.</summary>
    public string Message => this switch
    {
        { IsNoValidator: true } => $"Cannot validate controlled field \"{Key}\", no matching validator found",
        { Prefix: null } => $"Validation failed: \"{_text}\"",
        _ => $"Validation failed: \"{_text}\" from validator for prefix \"{Prefix}\"",
    };

    /// <summary><c>dev_message</c> of a finding in <c>validate_samples</c>.</summary>
    public string DevMessage => IsNoValidator ? Message : Origin;

    private string Origin => Prefix is null ? $"Key {Key}: {_text}" : $"Prefix validator {Prefix}, key {Key}: {_text}";

    /// <summary>The detail of the error with which saving the sample is refused.</summary>
    /// <param name="nodeIndex">Index of the node in the tree, from 0.</param>
    public string SaveDetail(int nodeIndex) => string.Create(
        CultureInfo.InvariantCulture,
        $"Node at index {nodeIndex}: {(IsNoValidator ? $"No validator available for metadata key {Key}" : Origin)}");

    internal static MetadataFinding NoValidator(string key) => new(key, null, null, true, string.Empty);

    internal static MetadataFinding OfKey(string key, Finding finding) =>
        new(key, finding.Subkey, null, false, finding.Message);

    internal static MetadataFinding OfPrefix(string prefix, string key, Finding finding) =>
        new(key, null, prefix, false, finding.Message);
}
