using System.Globalization;
using System.Text;
using SampleService.Json;

namespace SampleService.Domain;

/// <summary>
/// Formats a value as Python's <c>str</c> does. The contract's messages show values so (docs/api/README.md), because the first
/// implementation of the service was written in Python.
/// </summary>
public static class PythonText
{
    /// <summary>The value as a message shows it; <c>None</c> for an absent one.</summary>
    public static string Of(JsonValue value)
    {
        if (value.AsString() is { } text)
            return text;
        var output = new StringBuilder();
        Append(output, value, int.MaxValue);
        return output.ToString();
    }

    /// <summary>The same, cut as values of a caller's are that messages echo (<see cref="ContractText.Echo"/>).</summary>
    public static string Echo(JsonValue value)
    {
        if (value.AsString() is { } text)
            return ContractText.Echo(text);
        var output = new StringBuilder();
        // A code point has at most two UTF-16 units; what comes after as many of them is cut off anyhow.
        Append(output, value, 2 * ContractText.MaxEchoLength);
        return ContractText.Echo(output.ToString());
    }

    /// <summary>A double in the shortest digits that read back to it, always with a point or an exponent.</summary>
    public static string Of(double number)
    {
        if (!double.IsFinite(number))
            return double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        // "R" gives the shortest digits that round-trip, in plain or in scientific notation; "E16" always gives 17 digits.
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        // .NET prints two powers of two, 2^-25 and 2^-958, with too few digits: they parse to a neighbouring double.
        if (double.Parse(shortest, CultureInfo.InvariantCulture) != number)
            shortest = number.ToString("G17", CultureInfo.InvariantCulture);
        var negative = shortest.StartsWith('-');
        var (digits, exponent) = Decompose(negative ? shortest[1..] : shortest);
        return (negative ? "-" : "") + Compose(digits, exponent);
    }

    /// <summary>An integer literal as decimal digits.</summary>
    public static string OfInteger(ReadOnlySpan<byte> literal) =>
        literal.SequenceEqual("-0"u8) ? "0" : Encoding.ASCII.GetString(literal);

    /// <summary>A string as Python's <c>repr</c> writes it: in quotes, with unprintable characters escaped.</summary>
    public static string Quote(string text)
    {
        var output = new StringBuilder();
        AppendQuoted(output, text);
        return output.ToString();
    }

    /// <summary>Appends a value; items of arrays and objects are left out once there are more than so many units.</summary>
    private static void Append(StringBuilder output, JsonValue value, int maxUnits)
    {
        switch (value.Kind)
        {
            case JsonKind.True:
                output.Append("True");
                break;
            case JsonKind.False:
                output.Append("False");
                break;
            case JsonKind.Number:
                output.Append(value.IsInteger ? OfInteger(value.Raw) : Of(value.GetDouble()));
                break;
            case JsonKind.String:
                AppendQuoted(output, value.GetString());
                break;
            case JsonKind.Array:
                AppendArray(output, value, maxUnits);
                break;
            case JsonKind.Object:
                AppendObject(output, value, maxUnits);
                break;
            default:
                output.Append("None");
                break;
        }
    }

    private static void AppendArray(StringBuilder output, JsonValue array, int maxUnits)
    {
        output.Append('[');
        var separator = "";
        foreach (var item in array.Items)
        {
            if (output.Length > maxUnits)
                break;
            output.Append(separator);
            Append(output, item, maxUnits);
            separator = ", ";
        }

        output.Append(']');
    }

    private static void AppendObject(StringBuilder output, JsonValue value, int maxUnits)
    {
        output.Append('{');
        var separator = "";
        foreach (var member in value.Members)
        {
            if (output.Length > maxUnits)
                break;
            output.Append(separator);
            AppendQuoted(output, member.Name.GetString());
            output.Append(": ");
            Append(output, member.Value, maxUnits);
            separator = ", ";
        }

        output.Append('}');
    }

    private static void AppendQuoted(StringBuilder output, string text)
    {
        var quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        output.Append(quote);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == quote || c == '\\')
                output.Append('\\').Append(c);
            else if (c is >= ' ' and <= '~')
                output.Append(c);
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                AppendRune(output, char.ConvertToUtf32(c, text[++i]));
            else
                AppendRune(output, c);
        }

        output.Append(quote);
    }

    private static void AppendRune(StringBuilder output, int codePoint)
    {
        var format = CultureInfo.InvariantCulture;
        if (codePoint is '\n' or '\r' or '\t')
            output.Append('\\').Append(codePoint switch { '\n' => 'n', '\r' => 'r', _ => 't' });
        else if (IsPrintable(codePoint))
            output.Append(char.ConvertFromUtf32(codePoint));
        else if (codePoint < 0x100)
            output.Append(format, $"\\x{codePoint:x2}");
        else if (codePoint < 0x10000)
            output.Append(format, $"\\u{codePoint:x4}");
        else
            output.Append(format, $"\\U{codePoint:x8}");
    }

    private static bool IsPrintable(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator);

    /// <summary>The significant digits, and the power of ten of the first one.</summary>
    private static (string Digits, int Exponent) Decompose(string number)
    {
        var exponent = 0;
        var mark = number.IndexOf('E');
        if (mark >= 0)
        {
            exponent = int.Parse(number.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            number = number[..mark];
        }

        var point = number.IndexOf('.');
        exponent += (point < 0 ? number.Length : point) - 1;
        var digits = point < 0 ? number : number.Remove(point, 1);
        var significant = digits.TrimStart('0');
        if (significant.Length == 0)
            return ("0", 0);
        exponent -= digits.Length - significant.Length;
        return (significant.TrimEnd('0'), exponent);
    }

    private static string Compose(string digits, int exponent)
    {
        if (exponent is < -4 or >= 16)
        {
            var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
            return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }

        if (exponent < 0)
            return "0." + new string('0', -exponent - 1) + digits;
        return digits.Length <= exponent + 1
            ? digits.PadRight(exponent + 1, '0') + ".0"
            : $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }
}
