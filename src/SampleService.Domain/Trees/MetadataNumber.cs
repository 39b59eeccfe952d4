using System.Buffers.Text;
using System.Globalization;
using SampleService.Json;

namespace SampleService.Domain;

/// <summary>
/// The value of a number of metadata, whatever its form: <c>1</c> is <c>1.0</c>. Integers of up to 64 bits count as integers and are
/// exact, all others as the double that is nearest.
/// </summary>
public readonly struct MetadataNumber : IEquatable<MetadataNumber>, IComparable<MetadataNumber>
{
    /// <summary>From here on a double is no integer of 64 bits, with or without a sign.</summary>
    private const double TwoTo64 = 18446744073709551616.0;

    private readonly Int128 _integer;
    private readonly double _fraction;
    private readonly bool _isInteger;

    private MetadataNumber(Int128 integer) => (_integer, _isInteger) = (integer, true);

    private MetadataNumber(double number)
    {
        // A whole double is the integer that it stands for, so that both forms of one number are equal.
        if (double.IsInteger(number) && Math.Abs(number) <= TwoTo64)
            (_integer, _isInteger) = ((Int128)number, true);
        else
            _fraction = number;
    }

    /// <summary>Reads a number.</summary>
    public static MetadataNumber Of(JsonValue number) => Of(number.Raw);

    /// <summary>Reads the literal of a JSON number.</summary>
    public static MetadataNumber Of(ReadOnlySpan<byte> literal)
    {
        if (literal.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0)
        {
            if (Utf8Parser.TryParse(literal, out long integer, out var read) && read == literal.Length)
                return new MetadataNumber((Int128)integer);
            if (Utf8Parser.TryParse(literal, out ulong large, out read) && read == literal.Length)
                return new MetadataNumber((Int128)large);
        }

        return new MetadataNumber(double.Parse(literal, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    /// <summary>The nearest double.</summary>
    public double ToDouble() => _isInteger ? (double)_integer : _fraction;

    /// <summary>Compares the values exactly.</summary>
    public int CompareTo(MetadataNumber other) => (_isInteger, other._isInteger) switch
    {
        (true, true) => _integer.CompareTo(other._integer),
        (false, false) => _fraction.CompareTo(other._fraction),
        (true, false) => -Compare(other._fraction, _integer),
        _ => Compare(_fraction, other._integer),
    };

    /// <summary>Compares a double that has a fraction, or is beyond all integers that are kept, with an integer.</summary>
    private static int Compare(double fraction, Int128 integer)
    {
        if (Math.Abs(fraction) > TwoTo64)
            return Math.Sign(fraction);
        return (Int128)Math.Floor(fraction) < integer ? -1 : 1;
    }

    /// <inheritdoc/>
    public bool Equals(MetadataNumber other) =>
        _isInteger == other._isInteger && (_isInteger ? _integer == other._integer : _fraction.Equals(other._fraction));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MetadataNumber other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _isInteger ? _integer.GetHashCode() : _fraction.GetHashCode();
}
