using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SampleService.Units;

/// <summary>
/// An exact fraction in lowest terms, used for exponents. Operators throw <see cref="OverflowException"/> when numerator or denominator
/// does not fit into 64 bits.
/// </summary>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    private readonly long _denominatorMinusOne;

    /// <param name="numerator">Any integer except <see cref="long.MinValue"/>.</param>
    /// <param name="denominator">Any integer except 0 and <see cref="long.MinValue"/>.</param>
    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public Rational(long numerator, long denominator = 1)
        : this((Int128)numerator, denominator)
    {
    }

    private Rational(Int128 numerator, Int128 denominator)
    {
        if (denominator == 0)
            throw new DivideByZeroException();
        var divisor = GreatestCommonDivisor(Int128.Abs(numerator), Int128.Abs(denominator));
        if (denominator < 0)
            divisor = -divisor;
        Numerator = checked((long)(numerator / divisor));
        _denominatorMinusOne = checked((long)(denominator / divisor)) - 1;
    }

    public static Rational One { get; } = new(1);

    /// <summary>Carries the sign.</summary>
    public long Numerator { get; }

    /// <summary>At least 1.</summary>
    public long Denominator => _denominatorMinusOne + 1;

    public bool IsInteger => Denominator == 1;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Math.Sign(Numerator);

    /// <summary>Reads a decimal number such as <c>0.25</c> or <c>2e3</c>, of at most 18 digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Rational value)
    {
        value = default;
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return false;
        long denominator = 1;
        while (number != decimal.Truncate(number))
        {
            if (denominator > long.MaxValue / 10 || Math.Abs(number) > long.MaxValue / 10)
                return false;
            number *= 10;
            denominator *= 10;
        }

        if (Math.Abs(number) > long.MaxValue)
            return false;
        value = new Rational((long)number, denominator);
        return true;
    }

    /// <summary>
    /// The value itself if numerator and denominator are below the limit, else its last continued-fraction convergent for which they are.
    /// </summary>
    /// <returns>False when only 0 would be left of a value other than 0.</returns>
    public bool TryRound(long limit, out Rational value)
    {
        value = default;
        var (rest, divisor) = (Math.Abs(Numerator), Denominator);
        Int128 numerator = 1, denominator = 0, previousNumerator = 0, previousDenominator = 1;
        while (divisor != 0)
        {
            var whole = rest / divisor;
            (numerator, previousNumerator) = ((whole * numerator) + previousNumerator, numerator);
            (denominator, previousDenominator) = ((whole * denominator) + previousDenominator, denominator);
            if (numerator >= limit || denominator >= limit)
                break;
            value = new Rational(Sign * numerator, denominator);
            (rest, divisor) = (divisor, rest % divisor);
        }

        return value.Sign == Sign;
    }

    public Rational Abs() => Sign < 0 ? -this : this;

    /// <summary>The nearest double.</summary>
    public double ToDouble() => (double)Numerator / Denominator;

    public static Rational operator -(Rational value) => new(-(Int128)value.Numerator, value.Denominator);

    public static Rational operator +(Rational left, Rational right) => new(
        ((Int128)left.Numerator * right.Denominator) + ((Int128)right.Numerator * left.Denominator),
        (Int128)left.Denominator * right.Denominator);

    public static Rational operator *(Rational left, Rational right) => new(
        (Int128)left.Numerator * right.Numerator, (Int128)left.Denominator * right.Denominator);

    public static Rational operator /(Rational left, Rational right) => new(
        (Int128)left.Numerator * right.Denominator, (Int128)left.Denominator * right.Numerator);

    public static bool operator ==(Rational left, Rational right) => left.Equals(right);

    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

    public static implicit operator Rational(int value) => new(value);

    public int CompareTo(Rational other) =>
        ((Int128)Numerator * other.Denominator).CompareTo((Int128)other.Numerator * Denominator);

    public bool Equals(Rational other) => Numerator == other.Numerator && Denominator == other.Denominator;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    /// <summary>As an integer or decimal where that is exact (<c>2</c>, <c>0.5</c>), else as <c>(1/3)</c>.</summary>
    public override string ToString()
    {
        if (IsInteger)
            return Numerator.ToString(CultureInfo.InvariantCulture);
        // The decimal form is finite only if the denominator has no prime factors but 2 and 5.
        var rest = Denominator;
        while (rest % 2 == 0)
            rest /= 2;
        while (rest % 5 == 0)
            rest /= 5;
        var written = ((decimal)Numerator / Denominator).ToString(CultureInfo.InvariantCulture);
        return rest == 1 && TryParse(written, out var read) && read == this
            ? written
            : string.Create(CultureInfo.InvariantCulture, $"({Numerator}/{Denominator})");
    }

    private static Int128 GreatestCommonDivisor(Int128 a, Int128 b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }
}
