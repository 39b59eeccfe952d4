using System.Globalization;
using System.Text.RegularExpressions;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary><c>string</c>: listed keys are strings, and texts do not exceed a maximum length (docs/validators.md).</summary>
internal sealed class StringValidator : IMetadataValidator
{
    private readonly ValueKey[]? _keys;
    private readonly bool _required;
    private readonly int _maxLength;

    private StringValidator(ValueKey[]? keys, bool required, int maxLength)
    {
        _keys = keys;
        _required = required;
        _maxLength = maxLength;
    }

    public static IMetadataValidator Build(ValidatorSettings settings)
    {
        settings.RefuseOthersThan("keys", "max-len", "required");
        var parameters = settings.Parameters;
        var maxLength = ReadMaxLength(parameters["max-len"u8]);
        var keys = ValueKey.ReadAll(parameters["keys"u8]);
        if (keys is null && maxLength is null)
            throw new ValidatorSettingsException("If the keys parameter is not specified, max-len must be specified");
        return new StringValidator(keys, !parameters["required"u8].IsFalsy, maxLength ?? int.MaxValue);
    }

    public ValueTask<Finding?> ValidateAsync(JsonValue value, CancellationToken cancellation) =>
        new(_keys is null ? FindAmongAll(value) : FindAmong(_keys, value));

    private Finding? FindAmong(ValueKey[] keys, JsonValue values)
    {
        foreach (var key in keys)
        {
            var value = key.Find(values);
            if (value.Kind == JsonKind.Absent)
            {
                if (_required)
                    return new($"Required key {key.Name} is missing", key.Name);
            }
            else if (value.Kind != JsonKind.String)
                return new($"Metadata value at key {key.Name} is not a string", key.Name);
            else if (new TextValue(value).IsLongerThan(_maxLength))
                return TooLong(key.Name);
        }

        return null;
    }

    private Finding? FindAmongAll(JsonValue values)
    {
        foreach (var member in values.Members)
        {
            if (new TextValue(member.Name).IsLongerThan(_maxLength))
                return new($"Metadata contains key longer than max length of {_maxLength}", member.Name.GetString());
            if (member.Value.Kind == JsonKind.String && new TextValue(member.Value).IsLongerThan(_maxLength))
                return TooLong(member.Name.GetString());
        }

        return null;
    }

    private Finding TooLong(string key) => new($"Metadata value at key {key} is longer than max length of {_maxLength}", key);

    private static int? ReadMaxLength(JsonValue parameter)
    {
        if (parameter.Kind == JsonKind.Absent)
            return null;
        if (!WholeNumber.TryRead(parameter, out var number))
            throw new ValidatorSettingsException("max-len must be an integer", ["max-len"]);
        if (number < 1)
            throw new ValidatorSettingsException("max-len must be > 0", ["max-len"]);
        return number;
    }
}

/// <summary>
/// Integers in configurations. Accepts the texts that Python's <c>int()</c> accepts, since the reference implementation used that:
/// surrounding white space, a sign, single underscores between digits.
/// </summary>
internal static partial class WholeNumber
{
    /// <param name="value">A number, or a text with one.</param>
    /// <param name="number">The number, clamped to the range of the type.</param>
    public static bool TryRead(JsonValue value, out int number)
    {
        number = 0;
        if (value.Kind == JsonKind.Number && !value.IsInteger)
        {
            var real = double.Parse(PythonText.Of(value), CultureInfo.InvariantCulture);
            number = (int)Math.Clamp(real, int.MinValue, int.MaxValue);
            return real == Math.Truncate(real);
        }

        var text = value.Kind == JsonKind.Number ? PythonText.Of(value) : value.AsString();
        if (text is null || Form().Match(text) is not { Success: true } match)
            return false;
        // A configuration may have any number of digits; more than 18 are clamped anyway.
        var digits = match.Groups["digits"].Value.Replace("_", "", StringComparison.Ordinal).TrimStart('0');
        var magnitude = digits.Length > 18 ? long.MaxValue : digits.Length == 0 ? 0 : long.Parse(digits, CultureInfo.InvariantCulture);
        number = (int)Math.Clamp(match.Groups["minus"].Success ? -magnitude : magnitude, int.MinValue, int.MaxValue);
        return true;
    }

    [GeneratedRegex(@"\A\s*(?:\+|(?<minus>-))?(?<digits>[0-9]+(?:_[0-9]+)*)\s*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
