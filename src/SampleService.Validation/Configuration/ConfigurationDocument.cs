namespace SampleService.Validation;

/// <summary>A configuration of the right structure; what it says has not been looked at yet.</summary>
internal sealed record ConfigurationDocument(
    IReadOnlyList<KeySpecification> Keys, IReadOnlyList<KeySpecification> Prefixes);

/// <summary>A key, or a prefix, as it stands in the configuration.</summary>
/// <param name="Key">The scalar that is the key.</param>
/// <param name="Validators">Its validators; may be none.</param>
/// <param name="StaticMetadata">An object; null when there is none.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record KeySpecification(
    YamlNode Key, IReadOnlyList<ValidatorSpecification> Validators, YamlNode? StaticMetadata, string Place);

/// <summary>One validator of a key as it stands in the configuration.</summary>
/// <param name="Module">The module that has the builder.</param>
/// <param name="Builder">Name of the builder.</param>
/// <param name="Parameters">An object; null when there is none.</param>
internal sealed record ValidatorSpecification(string Module, string Builder, YamlNode? Parameters);
