using System.Buffers.Text;
using System.Text;
using SampleService.Json;

namespace SampleService.Domain;

/// <summary>The values that metadata may have: strings, booleans, and numbers that are finite as a double.</summary>
internal static class Primitives
{
    /// <summary>Max bytes of a number that is stored as sent. A longer one is stored in the shortest form of the same double.</summary>
    private const int MaxLiteralLength = 32;

    /// <summary>2^63 has this many digits; every shorter integer fits into 64 bits.</summary>
    private const int MinLengthBeyond64Bits = 19;

    /// <summary>A shorter literal without an exponent is below 10^308, hence finite; it need not be parsed.</summary>
    private const int MinLengthOfInfinity = 309;

    public static bool IsPrimitive(JsonValue value) => value.Kind switch
    {
        JsonKind.String or JsonKind.True or JsonKind.False => true,
        JsonKind.Number => IsFinite(value),
        _ => false,
    };

    /// <summary>Bytes of a primitive in the form that size limits measure.</summary>
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
            output.Raw(Encoding.ASCII.GetBytes(NumberForms.ShortestLiteral(value.GetDouble())));
        else
            output.Raw(value.Raw);
    }

    /// <summary>False for integers beyond 64 bits: readers take them for doubles, so they are stored as such.</summary>
    private static bool KeepsLiteral(JsonValue number)
    {
        if (number.Raw.Length > MaxLiteralLength)
            return false;
        return number.Raw.Length < MinLengthBeyond64Bits || !number.IsInteger
            || number.TryGetInt64(out _) || (Utf8Parser.TryParse(number.Raw, out ulong _, out var read) && read == number.Raw.Length);
    }

    private static bool IsFinite(JsonValue number)
    {
        var raw = number.Raw;
        return (raw.Length < MinLengthOfInfinity && raw.IndexOfAny((byte)'e', (byte)'E') < 0)
            || double.IsFinite(number.GetDouble());
    }
}
