using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;
using SampleService.Json;

namespace SampleService.Domain;

/// <summary>The values metadata may have: strings, numbers of finite value, and booleans.</summary>
internal static class Primitives
{
    /// <summary>A longer literal is kept as the shortest that reads back to the same double.</summary>
    private const int LongestLiteral = 32;

    /// <summary>Digits of 2^63; with a sign, one more.</summary>
    private const int ShortestBeyond64Bits = 19;

    /// <summary>A number below 10^308 is finite, so a shorter literal without an exponent needs no reading.</summary>
    private const int ShortestInfiniteLiteral = 309;

    public static bool IsPrimitive(JsonValue value) => value.Kind switch
    {
        JsonKind.String or JsonKind.True or JsonKind.False => true,
        JsonKind.Number => IsFinite(value),
        _ => false,
    };

    /// <summary>Bytes of a primitive in the JSON text that size limits are about.</summary>
    public static int JsonLength(JsonValue value) => value.Kind switch
    {
        JsonKind.String => new TextValue(value).JsonLength,
        JsonKind.Number when value.IsInteger => value.Raw.SequenceEqual("-0"u8) ? 1 : value.Raw.Length,
        JsonKind.Number => PythonText.Of(value.GetDouble()).Length,
        _ => value.Raw.Length,
    };

    public static void Write(JsonOutput output, JsonValue value)
    {
        if (value.Kind == JsonKind.String)
            new TextValue(value).WriteTo(output);
        else if (value.Kind == JsonKind.Number && !KeepsLiteral(value))
            output.Raw(Encoding.ASCII.GetBytes(ShortestForm(value.GetDouble())));
        else
            output.Raw(value.Raw);
    }

    /// <summary>
    /// Integers beyond 64 bits have never come back exactly: they are doubles to everybody who reads them.
    /// </summary>
    private static bool KeepsLiteral(JsonValue number)
    {
        if (number.Raw.Length > LongestLiteral)
            return false;
        return number.Raw.Length < ShortestBeyond64Bits || !number.IsInteger
            || number.TryGetInt64(out _) || (Utf8Parser.TryParse(number.Raw, out ulong _, out var read) && read == number.Raw.Length);
    }

    /// <summary>The shortest digits that read back to the double, as an integer up to 10^21.</summary>
    private static string ShortestForm(double number)
    {
        var text = PythonText.Of(number);
        if (Math.Abs(number) >= 1e21 || !text.Contains("e+", StringComparison.Ordinal))
            return text;
        return BigInteger.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
    }

    private static bool IsFinite(JsonValue number)
    {
        var raw = number.Raw;
        return (raw.Length < ShortestInfiniteLiteral && raw.IndexOfAny((byte)'e', (byte)'E') < 0)
            || double.IsFinite(number.GetDouble());
    }
}
