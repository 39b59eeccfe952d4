using System.Text;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary><c>number</c>: values are numbers or integers within a range (docs/validators.md).</summary>
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
            throw new ValidatorSettingsException($"Illegal value for type parameter: {PythonText.Of(type)}", ["type"])
            {
                Explanation = $"type has to be float or int, and is {PythonText.Of(type)}",
            };
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

/// <summary>The range that the parameters <c>gt</c>, <c>gte</c>, <c>lt</c> and <c>lte</c> define.</summary>
internal sealed class NumberRange
{
    private readonly byte[]? _lower;
    private readonly byte[]? _upper;
    private readonly bool _withLower;
    private readonly bool _withUpper;
    private readonly string _text;

    private NumberRange(JsonValue lower, bool withLower, JsonValue upper, bool withUpper)
    {
        (_lower, _withLower) = (Literal(lower), withLower);
        (_upper, _withUpper) = (Literal(upper), withUpper);
        var text = new StringBuilder();
        text.Append(_lower is null || withLower ? '[' : '(').Append(_lower is null ? "-inf" : PythonText.Of(lower));
        text.Append(", ").Append(_upper is null ? "inf" : PythonText.Of(upper)).Append(_upper is not null && withUpper ? ']' : ')');
        _text = text.ToString();
    }

    /// <exception cref="ValidatorSettingsException">A parameter is not a number, or they contradict each other.</exception>
    public static NumberRange Read(JsonValue parameters)
    {
        var (gte, gt) = (Number(parameters, "gte"u8), Number(parameters, "gt"u8));
        var (lte, lt) = (Number(parameters, "lte"u8), Number(parameters, "lt"u8));
        if (!gt.IsNullOrAbsent && !gte.IsNullOrAbsent)
            throw new ValidatorSettingsException("Cannot specify both gt and gte", ["gt", "gte"]);
        if (!lt.IsNullOrAbsent && !lte.IsNullOrAbsent)
            throw new ValidatorSettingsException("Cannot specify both lt and lte", ["lt", "lte"]);
        var (withLower, withUpper) = (gt.IsNullOrAbsent, lt.IsNullOrAbsent);
        var range = new NumberRange(withLower ? gte : gt, withLower, withUpper ? lte : lt, withUpper);
        if (range is { _lower: { } lower, _upper: { } upper } && NumberOrder.Compare(lower, upper) > 0)
            throw new ValidatorSettingsException($"The lower bound of the range {range} is above its upper bound");
        return range;
    }

    public bool Contains(JsonValue number)
    {
        if (_lower is not null && NumberOrder.Compare(number.Raw, _lower) is var above && (above < 0 || (above == 0 && !_withLower)))
            return false;
        return _upper is null || NumberOrder.Compare(number.Raw, _upper) is var below && (below < 0 || (below == 0 && _withUpper));
    }

    /// <summary>The form used in messages: <c>(0, 11.5]</c>, <c>[-inf, -5)</c>.</summary>
    public override string ToString() => _text;

    private static JsonValue Number(JsonValue parameters, ReadOnlySpan<byte> name)
    {
        var value = parameters[name];
        return value.IsNullOrAbsent || value.Kind == JsonKind.Number
            ? value
            : throw new ValidatorSettingsException(
                $"Value for {Encoding.ASCII.GetString(name)} parameter is not a number", [Encoding.ASCII.GetString(name)]);
    }

    private static byte[]? Literal(JsonValue bound) => bound.IsNullOrAbsent ? null : bound.Raw.ToArray();
}
