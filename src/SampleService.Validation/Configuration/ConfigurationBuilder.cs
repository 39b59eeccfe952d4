using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary>Builds the validators of a well-formed configuration and collects all faults.</summary>
internal sealed class ConfigurationBuilder(ValidatorCatalogue catalogue, List<ValidatorConfigurationException> faults)
{
    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    private readonly List<(IStartupCheck Validator, BuildPlace Place)> _toCheck = [];

    /// <summary>Checks that could not be made.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Builds the validators of keys, without those that have faults.</summary>
    public List<KeyRules> BuildKeys(ConfigurationDocument configuration) =>
        [.. configuration.Keys.Select(key => Build(key, "Metadata"))];

    /// <summary>Builds the validators of prefixes, without those that have faults.</summary>
    public List<KeyRules> BuildPrefixes(ConfigurationDocument configuration) =>
        [.. configuration.Prefixes.Select(prefix => Build(prefix, "Prefix metadata"))];

    /// <summary>Runs the startup checks of validators that depend on other services, concurrently.</summary>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        var checks = _toCheck.Select(check => check.Validator.CheckAsync(cancellation).AsTask()).ToList();
        for (var i = 0; i < checks.Count; i++)
        {
            var place = _toCheck[i].Place;
            try
            {
                await checks[i];
            }
            catch (ValidatorSettingsException e)
            {
                faults.Add(place.Fault(e));
            }
            catch (ServiceException e)
            {
                Warnings.Add($"{place.Path}: {e.Detail}; calls that need this validator fail until that is mended");
            }
        }
    }

    private KeyRules Build(KeySpecification specification, string kind)
    {
        if (specification.Key.IsFalsy)
            faults.Add(new("key cannot be a value that evaluates to false", specification.Place));
        if (specification.Validators.Count == 0)
            faults.Add(new(
                "Exactly one of validators or prefix_validators must be supplied and must contain at least one validator",
                specification.Place));
        List<IMetadataValidator> validators = [];
        for (var i = 0; i < specification.Validators.Count; i++)
            if (Build(specification.Validators[i], new BuildPlace(specification, i, kind)) is { } validator)
                validators.Add(validator);
        return new(specification.Key.Written, [.. validators], ToJson(specification.StaticMetadata));
    }

    private IMetadataValidator? Build(ValidatorSpecification specification, BuildPlace place)
    {
        if (!catalogue.HasModule(specification.Module))
        {
            faults.Add(new($"No module named '{specification.Module}'", place.Path));
            return null;
        }

        try
        {
            // Not disposed, because validators refer to its values for the lifetime of the process.
            var parameters = JsonText.Parse(ToJson(specification.Parameters), YamlComposer.MaxDepth);
            var validator = catalogue.Build(
                specification.Module, specification.Builder, new ValidatorSettings(place.Key, parameters.Root));
            if (validator is IStartupCheck toCheck)
                _toCheck.Add((toCheck, place));
            return validator;
        }
        catch (ValidatorSettingsException e)
        {
            faults.Add(place.Fault(e));
            return null;
        }
        catch (Exception e)
        {
            // A site's own builder may throw anything. Its message is not written for operators, so they see the type.
            faults.Add(place.Fault($"the builder failed: {e.GetType().Name}", e));
            return null;
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

    /// <summary>The place of a validator in the configuration, for messages.</summary>
    private sealed record BuildPlace(KeySpecification Specification, int Index, string Kind)
    {
        public string Key => Specification.Key.Written;

        public string Path => $"{Specification.Place}.validators[{Index}]";

        public ValidatorConfigurationException Fault(ValidatorSettingsException cause) => Fault(cause.Message, cause);

        public ValidatorConfigurationException Fault(string reason, Exception cause) =>
            new($"{Kind} validator callable build #{Index} failed for key {Key}: {reason}", Path, cause);
    }
}
