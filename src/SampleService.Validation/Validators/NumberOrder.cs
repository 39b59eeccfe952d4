using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary>
/// Compares JSON numbers by value, exactly: integers of any length as they are, other numbers as the nearest double.
/// </summary>
internal static class NumberOrder
{
    /// <summary>From 2^53 on, doubles cannot represent every integer.</summary>
    private const double FirstInexact = 1L << 53;

    /// <summary>The literal of a number; 1 and 0 for true and false.</summary>
    public static ReadOnlySpan<byte> LiteralOf(JsonValue value) => value.Kind switch
    {
        JsonKind.True => "1"u8,
        JsonKind.False => "0"u8,
        _ => value.Raw,
    };

    /// <summary>Negative, 0 or positive, as for <see cref="IComparable.CompareTo"/>.</summary>
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var (leftIsInteger, rightIsInteger) = (IsInteger(left), IsInteger(right));
        if (leftIsInteger && rightIsInteger)
            return CompareIntegers(left, right);
        var (leftDouble, rightDouble) = (ToDouble(left), ToDouble(right));
        // Rounding preserves order, so an exact comparison is needed only if the rounded values are equal.
        if (leftDouble != rightDouble || leftIsInteger == rightIsInteger || Math.Abs(leftDouble) < FirstInexact)
            return leftDouble.CompareTo(rightDouble);
        if (!double.IsFinite(leftDouble))
            return leftIsInteger ? -Math.Sign(leftDouble) : Math.Sign(leftDouble);
        return leftIsInteger
            ? ToInteger(left).CompareTo(new BigInteger(rightDouble))
            : new BigInteger(leftDouble).CompareTo(ToInteger(right));
    }

    private static bool IsInteger(ReadOnlySpan<byte> literal) => literal.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;

    private static int CompareIntegers(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (TryRead(left, out var leftLong) && TryRead(right, out var rightLong))
            return leftLong.CompareTo(rightLong);
        // JSON has no leading zeros, so the longer integer is further from zero.
        var (leftIsNegative, rightIsNegative) = (left[0] == '-', right[0] == '-');
        if (leftIsNegative != rightIsNegative)
            return leftIsNegative ? -1 : 1;
        var order = left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);
        return leftIsNegative ? -order : order;
    }

    private static bool TryRead(ReadOnlySpan<byte> literal, out long value) =>
        Utf8Parser.TryParse(literal, out value, out var consumed) && consumed == literal.Length;

    private static double ToDouble(ReadOnlySpan<byte> literal) =>
        double.Parse(literal, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static BigInteger ToInteger(ReadOnlySpan<byte> literal) =>
        BigInteger.Parse(Encoding.ASCII.GetString(literal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
