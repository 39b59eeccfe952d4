using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using SampleService.Json;

namespace SampleService.Domain;

/// <summary>The forms in which numbers of metadata are stored and given out.</summary>
public static class NumberForms
{
    /// <summary>Doubles from here on are written with an exponent.</summary>
    private const double MinWithExponent = 1e21;

    /// <summary>A stored JSON text with its numbers in another form; the same memory if none of them changes.</summary>
    /// <param name="json">A JSON text of ours: valid, and not deep.</param>
    /// <param name="form">The form of the numbers.</param>
    public static ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> json, NumberForm form)
    {
        if (form == NumberForm.AsSent)
            return json;
        using var output = new JsonOutput();
        var copied = 0;
        var reader = new Utf8JsonReader(json.Span);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.Number || IsShortest(reader.ValueSpan))
                continue;
            var shortest = Encoding.ASCII.GetBytes(Shortest(double.Parse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture)));
            if (reader.ValueSpan.SequenceEqual(shortest))
                continue;
            var start = (int)reader.TokenStartIndex;
            output.Raw(json.Span[copied..start]);
            output.Raw(shortest);
            copied = start + reader.ValueSpan.Length;
        }

        if (copied == 0)
            return json;
        output.Raw(json.Span[copied..]);
        return output.ToArray();
    }

    /// <summary>The shortest digits that read back to the double, with a point or an exponent unless it is 10^16 or more and below 10^21.</summary>
    internal static string ShortestLiteral(double number)
    {
        var text = PythonText.Of(number);
        if (Math.Abs(number) >= MinWithExponent || !text.Contains("e+", StringComparison.Ordinal))
            return text;
        return BigInteger.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Whether a literal is an integer, which stays as it is unless it is minus zero.</summary>
    private static bool IsShortest(ReadOnlySpan<byte> literal) =>
        literal.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0 && !literal.SequenceEqual("-0"u8);

    /// <summary>The shortest digits that read back to the double, without a point where there is no fraction.</summary>
    public static string Shortest(double number)
    {
        if (number == 0)
            return "0";
        var text = ShortestLiteral(number);
        return text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text;
    }
}
