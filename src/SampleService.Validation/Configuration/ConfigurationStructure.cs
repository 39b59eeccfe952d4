using SampleService.Json;

namespace SampleService.Validation;

/// <summary>
/// Checks the structure of a configuration (docs/validators.md). Messages are those of the JSON schema validator of the reference
/// implementation, which operators know; each has an explanation beside it.
/// </summary>
internal sealed class ConfigurationStructure
{
    private const string Keys = "validators";
    private const string Prefixes = "prefix_validators";
    private const string Validators = "validators";
    private const string StaticMetadata = "key_metadata";
    private const string Module = "module";
    private const string Builder = "callable_builder";
    private const string Parameters = "parameters";

    private readonly List<ValidatorConfigurationException> _faults;

    private ConfigurationStructure(List<ValidatorConfigurationException> faults) => _faults = faults;

    /// <summary>The well-formed parts of a configuration. The others are left out and all of their faults reported.</summary>
    public static ConfigurationDocument Read(YamlNode root, List<ValidatorConfigurationException> faults)
    {
        var structure = new ConfigurationStructure(faults);
        if (structure.HasType(root, JsonKind.Object, null))
            structure.FindOthers(root, null, Keys, Prefixes);
        return new(structure.ReadKeys(root, Keys), structure.ReadKeys(root, Prefixes));
    }

    private List<KeySpecification> ReadKeys(YamlNode root, string name)
    {
        List<KeySpecification> keys = [];
        if (root.Find(name) is not { } section || !HasType(section, JsonKind.Object, name))
            return keys;
        // 0x10 and "0x10" are different YAML keys, but metadata keys are text only.
        HashSet<string> written = new(StringComparer.Ordinal);
        foreach (var member in section.Members)
        {
            var place = $"{name}.{member.Key.Written}";
            if (!written.Add(member.Key.Written))
                _faults.Add(new($"key {member.Key.Written} is there twice", place));
            else if (ReadKey(member.Key, member.Value, place) is { } key)
                keys.Add(key);
        }

        return keys;
    }

    /// <summary>A key with those of its validators that are well-formed; null if they cannot be told.</summary>
    private KeySpecification? ReadKey(YamlNode key, YamlNode specification, string place)
    {
        if (!HasType(specification, JsonKind.Object, place))
            return null;
        var validators = Require(specification, Validators, place);
        var metadata = specification.Find(StaticMetadata);
        var isWhole = metadata is null || HasType(metadata, JsonKind.Object, $"{place}.{StaticMetadata}");
        if (validators is null || !HasType(validators, JsonKind.Array, $"{place}.{Validators}"))
            return null;
        List<ValidatorSpecification> read = [];
        var index = 0;
        foreach (var validator in validators.Items)
        {
            if (ReadValidator(validator, index, $"{place}.{Validators}[{index}]") is { } described)
                read.Add(described);
            index++;
        }

        return new(key, read, index == 0, isWhole ? metadata : null, place);
    }

    private ValidatorSpecification? ReadValidator(YamlNode validator, int index, string place)
    {
        if (!HasType(validator, JsonKind.Object, place))
            return null;
        var before = _faults.Count;
        FindOthers(validator, place, Module, Builder, Parameters);
        var module = Require(validator, Module, place);
        var builder = Require(validator, Builder, place);
        var parameters = validator.Find(Parameters);
        if (module is not null)
            HasType(module, JsonKind.String, $"{place}.{Module}");
        if (builder is not null)
            HasType(builder, JsonKind.String, $"{place}.{Builder}");
        if (parameters is not null)
            HasType(parameters, JsonKind.Object, $"{place}.{Parameters}");
        return _faults.Count == before ? new(module!.Text, builder!.Text, index, parameters) : null;
    }

    private YamlNode? Require(YamlNode node, string name, string place)
    {
        var found = node.Find(name);
        if (found is null)
            _faults.Add(new($"'{name}' is a required property", place, explanation: $"'{name}' is missing"));
        return found;
    }

    private bool HasType(YamlNode node, JsonKind kind, string? place)
    {
        if (node.Kind == kind)
            return true;
        var (type, wanted) = kind switch
        {
            JsonKind.Object => ("object", "an object, that is keys and values"),
            JsonKind.Array => ("array", "a list"),
            _ => ("string", "a text"),
        };
        _faults.Add(new(
            $"{YamlText.Of(node)} is not of type '{type}'", place, explanation: $"this has to be {wanted}, and is {Describe(node)}"));
        return false;
    }

    private static string Describe(YamlNode node) => node.Kind switch
    {
        JsonKind.Null => "empty",
        JsonKind.True => "true",
        JsonKind.False => "false",
        JsonKind.String => $"the text {YamlText.Of(node)}",
        JsonKind.Array => "a list",
        JsonKind.Object => "an object, that is keys and values",
        _ => $"the number {node.Text}",
    };

    private void FindOthers(YamlNode node, string? place, params ReadOnlySpan<string> known)
    {
        List<string> others = [];
        foreach (var member in node.Members)
            if (member.Key.Kind != JsonKind.String || !known.Contains(member.Key.Text))
                others.Add(YamlText.Of(member.Key));
        if (others.Count == 0)
            return;
        var names = string.Join(", ", others);
        _faults.Add(new(
            $"Additional properties are not allowed ({names} {(others.Count == 1 ? "was" : "were")} unexpected)", place,
            explanation: $"{names} {(others.Count == 1 ? "is" : "are")} not known here; known is {string.Join(", ", known)}"));
    }
}
