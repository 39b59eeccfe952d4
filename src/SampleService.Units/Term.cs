namespace SampleService.Units;

/// <summary>A parsed part of an expression: a number times powers of units.</summary>
internal readonly struct Term
{
    /// <summary>Numerators and denominators are below this, so that the product of two fits into 64 bits.</summary>
    public const long ExactLimit = 1_000_000_000;

    private Term(double factor, Rational? exact, bool isNumber, Monomial<UnitDefinition> powers)
    {
        Factor = factor;
        IsNumber = isNumber;
        Exact = exact is { } value && Math.Abs(value.Numerator) < ExactLimit && value.Denominator < ExactLimit ? exact : null;
        Powers = powers;
    }

    public static Term One { get; } = Number(1, Rational.One);

    /// <summary>The unit <c>dimensionless</c>, which is not a number and so cannot be an exponent.</summary>
    public static Term Dimensionless { get; } = new(1, null, isNumber: false, Monomial<UnitDefinition>.One);

    public double Factor { get; }

    /// <summary>The exact number, if it can be an exponent: there are no units, and the fraction is below <see cref="ExactLimit"/>.</summary>
    public Rational? Exact { get; }

    /// <summary>Whether it consists of numbers only.</summary>
    public bool IsNumber { get; }

    public Monomial<UnitDefinition> Powers { get; }

    public static Term Number(double number, Rational? exact) => new(number, exact, isNumber: true, Monomial<UnitDefinition>.One);

    public static Term Unit(UnitDefinition definition) => new(1, null, isNumber: false, Monomial<UnitDefinition>.Of(definition));

    public Term Times(Term other) => new(
        Factor * other.Factor, Exact * other.Exact, IsNumber && other.IsNumber, Powers.Times(other.Powers));

    public Term DividedBy(Term other) => new(
        Factor / other.Factor, Exact * Inverse(other.Exact), IsNumber && other.IsNumber, Powers.Times(other.Powers.Raise(-1)));

    /// <summary>The exact value can be 0 even if the number is not, because of rounding; then there is no exact inverse.</summary>
    private static Rational? Inverse(Rational? exact) => exact is { Numerator: not 0 } value ? Rational.One / value : null;

    public Term Raise(Rational exponent)
    {
        var exact = exponent.IsInteger ? Number(1, Rational.One) : default;
        for (var i = exponent.Abs().Numerator; i > 0 && exact.Exact is not null; i--)
            exact = Number(1, exact.Exact * Exact);
        return new(
            Math.Pow(Factor, exponent.ToDouble()),
            exponent.Sign < 0 ? Inverse(exact.Exact) : exact.Exact,
            IsNumber,
            Powers.Raise(exponent));
    }
}
