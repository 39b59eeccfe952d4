using SampleService.Json;

namespace SampleService.Validation;

/// <summary>
/// Checks the structure of a configuration (docs/validators.md). Messages are those of the JSON schema validator of the reference
/// implementation, which operators know.
/// </summary>
internal static class ConfigurationStructure
{
    private const string Keys = "validators";
    private const string Prefixes = "prefix_validators";
    private const string Validators = "validators";
    private const string StaticMetadata = "key_metadata";
    private const string Module = "module";
    private const string Builder = "callable_builder";
    private const string Parameters = "parameters";

    /// <summary>The well-formed parts of a configuration. The others are left out and reported as faults.</summary>
    public static ConfigurationDocument Read(YamlNode root, List<ValidatorConfigurationException> faults)
    {
        Try(faults, () => RequireType(root, JsonKind.Object, null));
        Try(faults, () => RequireNoOthers(root, null, Keys, Prefixes));
        return new(ReadKeys(root, Keys, faults), ReadKeys(root, Prefixes, faults));
    }

    private static List<KeySpecification> ReadKeys(YamlNode root, string name, List<ValidatorConfigurationException> faults)
    {
        List<KeySpecification> keys = [];
        if (root.Find(name) is not { } section)
            return keys;
        Try(faults, () => RequireType(section, JsonKind.Object, name));
        // 0x10 and "0x10" are different YAML keys, but metadata keys are text only.
        HashSet<string> written = new(StringComparer.Ordinal);
        foreach (var member in section.Members)
        {
            var place = $"{name}.{member.Key.Written}";
            if (written.Add(member.Key.Written))
                Try(faults, () => keys.Add(ReadKey(member.Key, member.Value, place)));
            else
                faults.Add(new($"key {member.Key.Written} is there twice", place));
        }

        return keys;
    }

    private static void Try(List<ValidatorConfigurationException> faults, Action read)
    {
        try
        {
            read();
        }
        catch (ValidatorConfigurationException fault)
        {
            faults.Add(fault);
        }
    }

    private static KeySpecification ReadKey(YamlNode key, YamlNode specification, string place)
    {
        RequireType(specification, JsonKind.Object, place);
        var validators = Require(specification, Validators, place);
        var metadata = specification.Find(StaticMetadata);
        if (metadata is not null)
            RequireType(metadata, JsonKind.Object, $"{place}.{StaticMetadata}");
        RequireType(validators, JsonKind.Array, $"{place}.{Validators}");
        List<ValidatorSpecification> read = [];
        foreach (var validator in validators.Items)
            read.Add(ReadValidator(validator, $"{place}.{Validators}[{read.Count}]"));
        return new(key, read, metadata, place);
    }

    private static ValidatorSpecification ReadValidator(YamlNode validator, string place)
    {
        RequireType(validator, JsonKind.Object, place);
        RequireNoOthers(validator, place, Module, Builder, Parameters);
        var module = Require(validator, Module, place);
        var builder = Require(validator, Builder, place);
        RequireType(module, JsonKind.String, $"{place}.{Module}");
        RequireType(builder, JsonKind.String, $"{place}.{Builder}");
        var parameters = validator.Find(Parameters);
        if (parameters is not null)
            RequireType(parameters, JsonKind.Object, $"{place}.{Parameters}");
        return new(module.Text, builder.Text, parameters);
    }

    private static YamlNode Require(YamlNode node, string name, string place) => node.Find(name)
        ?? throw new ValidatorConfigurationException($"'{name}' is a required property", place);

    private static void RequireType(YamlNode node, JsonKind kind, string? place)
    {
        if (node.Kind == kind)
            return;
        var type = kind switch
        {
            JsonKind.Object => "object",
            JsonKind.Array => "array",
            _ => "string",
        };
        throw new ValidatorConfigurationException($"{YamlText.Of(node)} is not of type '{type}'", place);
    }

    private static void RequireNoOthers(YamlNode node, string? place, params ReadOnlySpan<string> known)
    {
        List<string> others = [];
        foreach (var member in node.Members)
            if (member.Key.Kind != JsonKind.String || !known.Contains(member.Key.Text))
                others.Add(YamlText.Of(member.Key));
        if (others.Count > 0)
            throw new ValidatorConfigurationException(
                $"Additional properties are not allowed ({string.Join(", ", others)} {(others.Count == 1 ? "was" : "were")} unexpected)",
                place);
    }
}
