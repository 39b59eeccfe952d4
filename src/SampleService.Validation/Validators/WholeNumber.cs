using System.Globalization;
using System.Text.RegularExpressions;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Validation;

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
