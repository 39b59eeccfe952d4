using System.Globalization;
using System.Numerics;

namespace SampleService.Testing.Json;

/// <summary>Numbers of the JSON model: integers of any size and doubles, equal when their values are.</summary>
public static class JsonNumber
{
    public static bool IsNumber(object? value) => value is double or BigInteger or int or long;

    public static bool TryGetInteger(object? value, out BigInteger number)
    {
        number = value switch
        {
            BigInteger big => big,
            int small => small,
            long large => large,
            _ => BigInteger.Zero,
        };
        return value is BigInteger or int or long;
    }

    /// <summary>Compares exactly: an integer beyond 2^53 does not equal the double next to it.</summary>
    public static bool AreEqual(object left, object right)
    {
        var leftIsInteger = TryGetInteger(left, out var leftInteger);
        var rightIsInteger = TryGetInteger(right, out var rightInteger);
        return (leftIsInteger, rightIsInteger) switch
        {
            (true, true) => leftInteger == rightInteger,
            (true, false) => IsExactly((double)right, leftInteger),
            (false, true) => IsExactly((double)left, rightInteger),
            _ => ((double)left).Equals((double)right) || (double)left == (double)right,
        };
    }

    /// <summary>The literal that the cases were recorded with: a double always shows that it is one.</summary>
    public static string Spell(object number) =>
        number is double real ? Spell(real)
        : TryGetInteger(number, out var integer) ? integer.ToString(CultureInfo.InvariantCulture)
        : throw new ArgumentException("not a number", nameof(number));

    private static bool IsExactly(double real, BigInteger integer) =>
        double.IsFinite(real) && Math.Floor(real) == real && new BigInteger(real) == integer;

    private static string Spell(double real)
    {
        if (!double.IsFinite(real))
            return double.IsNaN(real) ? "NaN" : real > 0 ? "Infinity" : "-Infinity";

        // Shortest digits that read back as the same double, laid out plainly for exponents from -4 to 15.
        var shortest = real.ToString("R", CultureInfo.InvariantCulture);
        var sign = shortest.StartsWith('-') ? "-" : "";
        var parts = shortest[sign.Length..].Split('E');
        var whole = parts[0].Split('.')[0];
        var significant = parts[0].Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        var digits = significant.TrimEnd('0');
        if (digits.Length == 0)
            return sign + "0.0";
        var exponent = parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            : whole != "0" ? whole.Length - 1
            : significant.Length - (parts[0].Length - 1);
        if (exponent is < -4 or >= 16)
        {
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }

        if (exponent < 0)
            return sign + "0." + new string('0', -exponent - 1) + digits;
        if (digits.Length <= exponent + 1)
            return sign + digits.PadRight(exponent + 1, '0') + ".0";
        return sign + digits[..(exponent + 1)] + "." + digits[(exponent + 1)..];
    }
}
