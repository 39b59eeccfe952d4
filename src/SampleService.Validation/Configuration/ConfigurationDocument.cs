namespace SampleService.Validation;

/// <summary>A well-formed configuration. Its contents have not been checked yet.</summary>
internal sealed record ConfigurationDocument(
    IReadOnlyList<KeySpecification> Keys, IReadOnlyList<KeySpecification> Prefixes);

/// <summary>A key or prefix in the configuration.</summary>
/// <param name="Key">A scalar.</param>
/// <param name="Validators">Those that are well-formed; may be empty.</param>
/// <param name="IsEmpty">Whether the list in the file has none at all.</param>
/// <param name="StaticMetadata">An object; null when there is none.</param>
/// <param name="Place">Path in the file, for messages.</param>
internal sealed record KeySpecification(
    YamlNode Key, IReadOnlyList<ValidatorSpecification> Validators, bool IsEmpty, YamlNode? StaticMetadata, string Place);

/// <summary>A validator of a key or prefix in the configuration.</summary>
/// <param name="Module">The module of the builder.</param>
/// <param name="Builder">The name of the builder.</param>
/// <param name="Index">Its place in the list, from 0 on.</param>
/// <param name="Parameters">An object; null when there is none.</param>
internal sealed record ValidatorSpecification(string Module, string Builder, int Index, YamlNode? Parameters);
