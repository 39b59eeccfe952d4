using System.Globalization;

namespace SampleService.Validation;

/// <summary>
/// Something wrong with one metadata key of a node, and the texts callers are told (sections 8.4 and 8.9 of the wire
/// contract). The texts hold what the caller sent, as it was sent.
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

    /// <summary>The metadata key.</summary>
    public string Key { get; }

    /// <summary>The value key it is about; null when it is about none in particular, or comes from a prefix.</summary>
    public string? Subkey { get; }

    /// <summary>The configured prefix whose validator found it; null when it is from a validator of the key.</summary>
    public string? Prefix { get; }

    /// <summary>Whether nothing is configured for the key, so that it is refused unseen.</summary>
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

    /// <summary>The detail of the error that refuses the sample when it is being saved.</summary>
    /// <param name="nodeIndex">Position of the node in the tree, from 0.</param>
    public string SaveDetail(int nodeIndex) => string.Create(
        CultureInfo.InvariantCulture,
        $"Node at index {nodeIndex}: {(IsNoValidator ? $"No validator available for metadata key {Key}" : Origin)}");

    internal static MetadataFinding NoValidator(string key) => new(key, null, null, true, string.Empty);

    internal static MetadataFinding OfKey(string key, Finding finding) =>
        new(key, finding.Subkey, null, false, finding.Message);

    internal static MetadataFinding OfPrefix(string prefix, string key, Finding finding) =>
        new(key, null, prefix, false, finding.Message);
}
