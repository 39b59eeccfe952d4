using System.Globalization;
using System.Text.RegularExpressions;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary><c>string</c>: listed keys are strings, and nothing is longer than allowed (section 8.5).</summary>
internal sealed class StringValidator : IMetadataValidator
{
    private readonly ValueKey[]? _keys;
    private readonly bool _required;
    private readonly int _maximum;

    private StringValidator(ValueKey[]? keys, bool required, int maximum)
    {
        _keys = keys;
        _required = required;
        _maximum = maximum;
    }

    public static IMetadataValidator Build(ValidatorSettings settings)
    {
        settings.RefuseOthersThan("keys", "max-len", "required");
        var parameters = settings.Parameters;
        var maximum = ReadMaximum(parameters["max-len"u8]);
        var keys = ValueKey.ReadAll(parameters["keys"u8]);
        if (keys is null && maximum is null)
            throw new ValidatorSettingsException("If the keys parameter is not specified, max-len must be specified");
        return new StringValidator(keys, !parameters["required"u8].IsFalsy, maximum ?? int.MaxValue);
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
            else if (new TextValue(value).IsLongerThan(_maximum))
                return TooLong(key.Name);
        }

        return null;
    }

    private Finding? FindAmongAll(JsonValue values)
    {
        foreach (var member in values.Members)
        {
            if (new TextValue(member.Name).IsLongerThan(_maximum))
                return new($"Metadata contains key longer than max length of {_maximum}", member.Name.GetString());
            if (member.Value.Kind == JsonKind.String && new TextValue(member.Value).IsLongerThan(_maximum))
                return TooLong(member.Name.GetString());
        }

        return null;
    }

    private Finding TooLong(string key) => new($"Metadata value at key {key} is longer than max length of {_maximum}", key);

    private static int? ReadMaximum(JsonValue parameter)
    {
        if (parameter.Kind == JsonKind.Absent)
            return null;
        if (!WholeNumber.TryRead(parameter, out var number))
            throw new ValidatorSettingsException("max-len must be an integer");
        if (number < 1)
            throw new ValidatorSettingsException("max-len must be > 0");
        return number;
    }
}

/// <summary>
/// Whole numbers of configurations. A text will do if it is one that Python's <c>int()</c> takes, since configurations in use
/// were read with that: blanks around it, a sign, single low lines between digits.
/// </summary>
internal static partial class WholeNumber
{
    /// <summary>Whether a value is a whole number.</summary>
    /// <param name="value">A number, or a text that is one.</param>
    /// <param name="number">The number; those beyond the range of the type become its largest or smallest.</param>
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
        // Only as many digits are looked at as can matter: a configuration may hold any number of them.
        var digits = match.Groups["digits"].Value.Replace("_", "", StringComparison.Ordinal).TrimStart('0');
        var magnitude = digits.Length > 18 ? long.MaxValue : digits.Length == 0 ? 0 : long.Parse(digits, CultureInfo.InvariantCulture);
        number = (int)Math.Clamp(match.Groups["minus"].Success ? -magnitude : magnitude, int.MinValue, int.MaxValue);
        return true;
    }

    [GeneratedRegex(@"\A\s*(?:\+|(?<minus>-))?(?<digits>[0-9]+(?:_[0-9]+)*)\s*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
