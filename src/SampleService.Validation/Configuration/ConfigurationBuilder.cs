using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary>Builds the validators of a well-formed configuration and collects all faults.</summary>
internal sealed class ConfigurationBuilder(ValidatorCatalogue catalogue, List<ValidatorConfigurationException> faults)
{
    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    private readonly List<(IStartupCheck Validator, BuildPlace Place, string Builder)> _toCheck = [];

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
            var (_, place, builder) = _toCheck[i];
            try
            {
                await checks[i];
            }
            catch (ValidatorSettingsException e)
            {
                faults.Add(place.Fault(e, builder));
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
            faults.Add(new(
                "key cannot be a value that evaluates to false", specification.Place,
                explanation: "a key may not be empty, 0, false or null"));
        if (specification.IsEmpty)
            faults.Add(new(
                "Exactly one of validators or prefix_validators must be supplied and must contain at least one validator",
                specification.Place, explanation: "the list of validators is empty; noop is one that accepts everything"));
        List<IMetadataValidator> validators = [];
        foreach (var described in specification.Validators)
            if (Build(described, new BuildPlace(specification, described.Index, kind)) is { } validator)
                validators.Add(validator);
        return new(specification.Key.Written, [.. validators], ToJson(specification.StaticMetadata))
        {
            Described = [.. specification.Validators.Select(static one => new ValidatorDescription(one.Builder, ToJson(one.Parameters)))],
        };
    }

    private IMetadataValidator? Build(ValidatorSpecification specification, BuildPlace place)
    {
        if (catalogue.FindBuilders(specification.Module) is not { } builders)
        {
            faults.Add(new(
                $"No module named '{specification.Module}'", place.Path,
                explanation: $"there is no module '{specification.Module}'; there is {string.Join(", ", catalogue.Modules)}"));
            return null;
        }

        if (!builders.Contains(specification.Builder))
        {
            faults.Add(place.Fault(
                $"module '{specification.Module}' has no attribute '{specification.Builder}'", null,
                $"there is no builder '{specification.Builder}' in this module; there are {string.Join(", ", builders)}"));
            return null;
        }

        try
        {
            var validator = Build(specification, specification.Parameters, place);
            if (validator is IStartupCheck toCheck)
                _toCheck.Add((toCheck, place, specification.Builder));
            return validator;
        }
        catch (ValidatorSettingsException e)
        {
            faults.Add(place.Fault(e, specification.Builder));
            FindFurtherFaults(specification, e, place);
            return null;
        }
        catch (Exception e)
        {
            faults.Add(place.BuilderFailed(e, specification.Builder));
            return null;
        }
    }

    private IMetadataValidator Build(ValidatorSpecification specification, YamlNode? parameters, BuildPlace place)
    {
        // Not disposed, because validators refer to its values for the lifetime of the process.
        var read = JsonText.Parse(ToJson(parameters), YamlComposer.MaxDepth);
        return catalogue.Build(specification.Module, specification.Builder, new ValidatorSettings(place.Key, read.Root));
    }

    /// <summary>
    /// A builder tells of one fault. It is asked again without the parameters that it refused, as long as it refuses others; that
    /// something is missing then is no fault of the file.
    /// </summary>
    private void FindFurtherFaults(ValidatorSpecification specification, ValidatorSettingsException fault, BuildPlace place)
    {
        var parameters = specification.Parameters;
        while (parameters is not null && fault.Parameters.Count > 0)
        {
            var rest = parameters.Members.Where(member => !fault.Parameters.Contains(member.Key.Written)).ToList();
            if (rest.Count == parameters.Members.Count)
                return;
            parameters = YamlNode.Map(rest);
            try
            {
                Build(specification, parameters, place);
                return;
            }
            catch (ValidatorSettingsException e)
            {
                fault = e;
                if (fault.Parameters.Count > 0)
                    faults.Add(place.Fault(fault, specification.Builder));
            }
            catch (Exception e)
            {
                faults.Add(place.BuilderFailed(e, specification.Builder));
                return;
            }
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

        public ValidatorConfigurationException Fault(ValidatorSettingsException cause, string builder) =>
            Fault(cause.Message, cause, $"{builder}: {cause.Explanation ?? cause.Message}");

        /// <summary>A site's own builder may throw anything. Its message is not written for operators, so they see the type.</summary>
        public ValidatorConfigurationException BuilderFailed(Exception cause, string builder) => Fault(
            $"the builder failed: {cause.GetType().Name}", cause, $"the builder {builder} failed: {cause.GetType().Name}");

        public ValidatorConfigurationException Fault(string reason, Exception? cause, string explanation) =>
            new($"{Kind} validator callable build #{Index} failed for key {Key}: {reason}", Path, cause, explanation);
    }
}
