using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary><c>number</c>: values are numbers, or integers, in a range (section 8.6).</summary>
internal sealed class NumberValidator : IMetadataValidator
{
    private readonly ValueKey[]? _keys;
    private readonly bool _required;
    private readonly bool _integers;
    private readonly NumberRange _range;

    private NumberValidator(ValueKey[]? keys, bool required, bool integers, NumberRange range)
    {
        _keys = keys;
        _required = required;
        _integers = integers;
        _range = range;
    }

    public static IMetadataValidator Build(ValidatorSettings settings)
    {
        settings.RefuseOthersThan("keys", "required", "type", "gt", "gte", "lt", "lte");
        var parameters = settings.Parameters;
        var keys = ValueKey.ReadAll(parameters["keys"u8]);
        var type = parameters["type"u8];
        if (!type.IsNullOrAbsent && !type.IsText("float"u8) && !type.IsText("int"u8))
            throw new ValidatorSettingsException($"Illegal value for type parameter: {PythonText.Of(type)}");
        return new NumberValidator(keys, !parameters["required"u8].IsFalsy, type.IsText("int"u8), NumberRange.Read(parameters));
    }

    public ValueTask<Finding?> ValidateAsync(JsonValue value, CancellationToken cancellation) => new(Find(value));

    private Finding? Find(JsonValue values)
    {
        if (_keys is null)
        {
            foreach (var member in values.Members)
                if (Problem(member.Value) is { } problem)
                    return About(member.Name.GetString(), problem);
            return null;
        }

        foreach (var key in _keys)
        {
            var value = key.Find(values);
            if (value.Kind == JsonKind.Absent)
            {
                if (_required)
                    return new($"Required key {key.Name} is missing", key.Name);
            }
            else if (Problem(value) is { } problem)
                return About(key.Name, problem);
        }

        return null;
    }

    private string? Problem(JsonValue value)
    {
        if (value.Kind != JsonKind.Number || (_integers && !value.IsInteger))
            return "an accepted number type";
        return _range.Contains(value) ? null : $"within the range {_range}";
    }

    private static Finding About(string key, string problem) => new($"Metadata value at key {key} is not {problem}", key);
}
