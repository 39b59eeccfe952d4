using SampleService.Json;

namespace SampleService.Validation;

/// <summary>Makes validators of a configuration of the right structure.</summary>
internal static class ConfigurationBuilder
{
    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    /// <exception cref="ValidatorConfigurationException">Something in it is wrong.</exception>
    public static MetadataValidators Build(ConfigurationDocument configuration) => new(
        configuration.Keys.Select(key => Build(key, "Metadata")).ToList(),
        configuration.Prefixes.Select(prefix => Build(prefix, "Prefix metadata")).ToList());

    private static KeyRules Build(KeySpecification specification, string kind)
    {
        if (specification.Key.IsFalsy)
            throw new ValidatorConfigurationException("key cannot be a value that evaluates to false", specification.Place);
        if (specification.Validators.Count == 0)
            throw new ValidatorConfigurationException(
                "Exactly one of validators or prefix_validators must be supplied and must contain at least one validator",
                specification.Place);
        var validators = new IMetadataValidator[specification.Validators.Count];
        for (var i = 0; i < validators.Length; i++)
            validators[i] = Build(specification, i, kind);
        return new(specification.Key.Written, validators, ToJson(specification.StaticMetadata));
    }

    private static IMetadataValidator Build(KeySpecification specification, int index, string kind)
    {
        var validator = specification.Validators[index];
        var key = specification.Key.Written;
        var place = $"{specification.Place}.validators[{index}]";
        if (validator.Module != ValidatorBuilders.Module)
            throw new ValidatorConfigurationException($"No module named '{validator.Module}'", place);
        try
        {
            // Never disposed: validators keep values of it as long as the process runs.
            var parameters = JsonText.Parse(ToJson(validator.Parameters), YamlComposer.MaximumDepth);
            return ValidatorBuilders.Build(new ValidatorSettings(validator.Builder, key, parameters.Root));
        }
        catch (ValidatorSettingsException e)
        {
            throw new ValidatorConfigurationException(
                $"{kind} validator callable build #{index} failed for key {key}: {e.Message}", place, e);
        }
    }

    private static byte[] ToJson(YamlNode? node)
    {
        if (node is null)
            return EmptyObject;
        using var output = new JsonOutput();
        YamlJson.Write(output, node);
        return output.ToArray();
    }
}
