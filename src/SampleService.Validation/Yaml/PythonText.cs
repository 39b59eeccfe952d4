using System.Globalization;
using System.Text;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary>
/// Writes values the way Python prints them (section 1.6 of the wire contract), which is how the start-up errors that
/// operators know have them.
/// </summary>
internal static class PythonText
{
    /// <summary>A message is to be read; more of a value does not help.</summary>
    private const int LongestText = 4096;

    /// <summary>A finite number: the shortest digits that read back as the same, always with a point or an exponent.</summary>
    public static string Of(double value)
    {
        if (value == 0)
            return double.IsNegative(value) ? "-0.0" : "0.0";
        var sign = value < 0 ? "-" : string.Empty;
        var (digits, exponent) = Shortest(Math.Abs(value));
        if (exponent is < -4 or >= 16)
        {
            var fraction = digits.Length > 1 ? "." + digits[1..] : string.Empty;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }

        if (exponent < 0)
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        digits = digits.PadRight(exponent + 2, '0');
        return $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    /// <summary>A value, strings in quotes; cut when it is very long.</summary>
    public static string Of(YamlNode node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.Length <= LongestText ? text.ToString() : ContractText.First(text.ToString(), LongestText) + "...";
    }

    /// <summary>The significant digits, and the power of ten of the first one.</summary>
    private static (string Digits, int Exponent) Shortest(double positive)
    {
        var text = positive.ToString("R", CultureInfo.InvariantCulture);
        var e = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = e < 0 ? text : text[..e];
        var power = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var all = mantissa.Replace(".", string.Empty, StringComparison.Ordinal);
        var significant = all.TrimStart('0');
        var exponent = (point < 0 ? mantissa.Length : point) - (all.Length - significant.Length) - 1 + power;
        return (significant.TrimEnd('0'), exponent);
    }

    private static void Append(StringBuilder text, YamlNode node)
    {
        switch (node.Kind)
        {
            case JsonKind.Null:
                text.Append("None");
                break;
            case JsonKind.True:
                text.Append("True");
                break;
            case JsonKind.False:
                text.Append("False");
                break;
            case JsonKind.String:
                AppendQuoted(text, node.Text);
                break;
            case JsonKind.Array:
                AppendList(text, node);
                break;
            case JsonKind.Object:
                AppendMap(text, node);
                break;
            default:
                text.Append(node.Text);
                break;
        }
    }

    private static void AppendList(StringBuilder text, YamlNode list)
    {
        text.Append('[');
        var separator = string.Empty;
        foreach (var item in list.Items)
        {
            if (text.Length > LongestText)
                break;
            text.Append(separator);
            Append(text, item);
            separator = ", ";
        }

        text.Append(']');
    }

    private static void AppendMap(StringBuilder text, YamlNode map)
    {
        text.Append('{');
        var separator = string.Empty;
        foreach (var (key, value) in map.Members)
        {
            if (text.Length > LongestText)
                break;
            text.Append(separator);
            Append(text, key);
            text.Append(": ");
            Append(text, value);
            separator = ", ";
        }

        text.Append('}');
    }

    private static void AppendQuoted(StringBuilder text, string value)
    {
        var quote = value.Contains('\'', StringComparison.Ordinal) && !value.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        text.Append(quote);
        foreach (var rune in value.EnumerateRunes())
            AppendCharacter(text, rune, quote);
        text.Append(quote);
    }

    private static void AppendCharacter(StringBuilder text, Rune rune, char quote)
    {
        var escape = rune.Value switch
        {
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\\' => "\\\\",
            var c when c == quote => "\\" + quote,
            var c when IsPrintable(rune) => rune.ToString(),
            < 0x100 => string.Create(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
            < 0x10000 => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
        };
        text.Append(escape);
    }

    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator);
}
