using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using SampleService.Domain;
using SampleService.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SampleService.Validation;

/// <summary>
/// Resolves plain scalars by YAML 1.1 as PyYAML reads it, since existing configurations were written for that: <c>yes</c> is true,
/// <c>0777</c> is octal, <c>1:30</c> is 90, and a float needs a point and a sign in its exponent, so <c>1e3</c> is a string.
/// Timestamps stay strings.
/// </summary>
internal static partial class YamlScalars
{
    /// <summary>In characters. Bounds the cost of parsing; Python's <c>int()</c> has the same limit.</summary>
    private const int MaxNumberLength = 4300;

    /// <exception cref="UnreadableConfigurationException">It is a number that JSON cannot represent.</exception>
    public static YamlNode Resolve(string text, Mark mark)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return YamlNode.Scalar(JsonKind.Null, "null", text);
            case "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON":
                return YamlNode.Scalar(JsonKind.True, "true", text);
            case "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF":
                return YamlNode.Scalar(JsonKind.False, "false", text);
        }

        if (text[0] is not ('+' or '-' or '.' or (>= '0' and <= '9')))
            return YamlNode.String(text);
        var isInteger = IntegerForm().IsMatch(text);
        if (!isInteger && !FloatForm().IsMatch(text))
            return YamlNode.String(text);
        if (text.Length > MaxNumberLength)
            throw YamlProblem.At(mark, $"a number has more than {MaxNumberLength} characters");
        return YamlNode.Scalar(JsonKind.Number, isInteger ? Integer(text) : Float(text, mark), text);
    }

    [GeneratedRegex(
        @"\A[-+]?(?:0b_*[01][01_]*|0[0-7_]+|0|[1-9][0-9_]*|0x_*[0-9a-fA-F][0-9a-fA-F_]*|[1-9][0-9_]*(?::[0-5]?[0-9])+)\z",
        RegexOptions.NonBacktracking)]
    private static partial Regex IntegerForm();

    [GeneratedRegex(
        @"\A(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
        + @"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\z",
        RegexOptions.NonBacktracking)]
    private static partial Regex FloatForm();

    private static string Integer(string text)
    {
        var digits = text.Replace("_", string.Empty, StringComparison.Ordinal);
        var magnitude = Magnitude(digits.TrimStart('-', '+'));
        return (digits[0] == '-' ? -magnitude : magnitude).ToString(CultureInfo.InvariantCulture);
    }

    private static BigInteger Magnitude(string digits)
    {
        if (digits.Contains(':', StringComparison.Ordinal))
            return digits.Split(':').Aggregate(BigInteger.Zero, (sum, part) => (sum * 60) + Decimal(part));
        return digits switch
        {
            ['0', 'b', ..] => BigInteger.Parse("0" + digits[2..], NumberStyles.BinaryNumber, CultureInfo.InvariantCulture),
            ['0', 'x', ..] => BigInteger.Parse("0" + digits[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            ['0', ..] => digits.Aggregate(BigInteger.Zero, (sum, digit) => (sum * 8) + (digit - '0')),
            _ => Decimal(digits),
        };
    }

    private static BigInteger Decimal(string digits) => BigInteger.Parse(digits, CultureInfo.InvariantCulture);

    private static string Float(string text, Mark mark)
    {
        var number = text.Replace("_", string.Empty, StringComparison.Ordinal);
        if (number.EndsWith("inf", StringComparison.OrdinalIgnoreCase) || number.EndsWith("nan", StringComparison.OrdinalIgnoreCase))
            throw YamlProblem.At(mark, $"'{text}' is a number that JSON does not have");
        var value = number.Contains(':', StringComparison.Ordinal)
            ? Sexagesimal(number)
            : double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value)
            ? PythonText.Of(value)
            : throw YamlProblem.At(mark, "a number is too large");
    }

    private static double Sexagesimal(string number)
    {
        double sum = 0, place = 1;
        foreach (var part in number.TrimStart('-', '+').Split(':').Reverse())
        {
            sum += double.Parse(part, NumberStyles.Float, CultureInfo.InvariantCulture) * place;
            place *= 60;
        }

        return number[0] == '-' ? -sum : sum;
    }
}

/// <summary>Applies explicit tags and quotes. Accepts only the tags of JSON's kinds.</summary>
internal static class YamlTags
{
    private const string Core = "tag:yaml.org,2002:";

    public static YamlNode Scalar(Scalar scalar)
    {
        if (scalar.Tag.IsEmpty)
            return scalar.Style == ScalarStyle.Plain
                ? YamlScalars.Resolve(scalar.Value, scalar.Start)
                : YamlNode.String(scalar.Value);
        switch (scalar.Tag.Value)
        {
            case "!" or Core + "str" or Core + "timestamp":
                return YamlNode.String(scalar.Value);
            case Core + "int" or Core + "float":
                return Resolve(scalar, JsonKind.Number);
            case Core + "bool":
                return Resolve(scalar, JsonKind.True, JsonKind.False);
            case Core + "null":
                return Resolve(scalar, JsonKind.Null);
            default:
                throw Unknown(scalar);
        }
    }

    /// <summary>Refuses a collection with a tag of another kind.</summary>
    public static void Require(NodeEvent collection, string tag)
    {
        if (!collection.Tag.IsEmpty && collection.Tag.Value != tag && collection.Tag.Value != "!")
            throw Unknown(collection);
    }

    public static bool IsMerge(ParsingEvent key) =>
        key is Scalar { Value: "<<", Style: ScalarStyle.Plain, Tag.IsEmpty: true };

    private static YamlNode Resolve(Scalar scalar, params ReadOnlySpan<JsonKind> kinds)
    {
        var node = YamlScalars.Resolve(scalar.Value, scalar.Start);
        return kinds.Contains(node.Kind)
            ? node
            : throw YamlProblem.At(scalar.Start, $"the value is not what its tag '{scalar.Tag.Value}' says");
    }

    private static UnreadableConfigurationException Unknown(NodeEvent node) =>
        YamlProblem.At(node.Start, $"the tag '{node.Tag.Value}' is not known here");
}
