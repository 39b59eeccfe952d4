namespace SampleService.Validation;

/// <summary>One validator of a key as it stands in the configuration.</summary>
/// <param name="Module">The module that has the builder.</param>
/// <param name="Builder">Name of the builder.</param>
/// <param name="Parameters">An object; null when there is none.</param>
internal sealed record ValidatorSpecification(string Module, string Builder, YamlNode? Parameters);
