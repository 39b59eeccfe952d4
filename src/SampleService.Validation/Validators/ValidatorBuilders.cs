using System.Collections.Frozen;

namespace SampleService.Validation;

/// <summary>The builders a configuration can name.</summary>
internal static class ValidatorBuilders
{
    /// <summary>The only module there is. The name is the one configurations in use have.</summary>
    public const string Module = "SampleService.core.validator.builtin";

    private static readonly FrozenDictionary<string, Func<ValidatorSettings, IMetadataValidator>> Builders =
        new Dictionary<string, Func<ValidatorSettings, IMetadataValidator>>
        {
            ["noop"] = NoopValidator.Build,
            ["string"] = UnavailableValidator.Build,
            ["enum"] = UnavailableValidator.Build,
            ["number"] = UnavailableValidator.Build,
            ["units"] = UnavailableValidator.Build,
            ["ontology_has_ancestor"] = UnavailableValidator.Build,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Makes a validator.</summary>
    /// <exception cref="ValidatorSettingsException">The builder is not known or refuses its parameters.</exception>
    public static IMetadataValidator Build(ValidatorSettings settings) =>
        Builders.TryGetValue(settings.Builder, out var build)
            ? build(settings)
            : throw new ValidatorSettingsException($"module '{Module}' has no attribute '{settings.Builder}'");
}
