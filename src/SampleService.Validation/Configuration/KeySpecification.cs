namespace SampleService.Validation;

/// <summary>A key, or a prefix, as it stands in the configuration.</summary>
/// <param name="Key">The scalar that is the key.</param>
/// <param name="Validators">Its validators; may be none.</param>
/// <param name="StaticMetadata">An object; null when there is none.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record KeySpecification(
    YamlNode Key, IReadOnlyList<ValidatorSpecification> Validators, YamlNode? StaticMetadata, string Place);
