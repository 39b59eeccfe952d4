namespace SampleService.Units;

/// <summary>A part of an expression: a number times powers of units.</summary>
internal readonly struct Term
{
    /// <summary>Products of two fractions with smaller numbers than this fit into 64 bits.</summary>
    public const long MostExact = 1_000_000_000;

    private Term(double factor, Rational? exact, bool isNumber, Monomial<UnitDefinition> powers)
    {
        Factor = factor;
        IsNumber = isNumber;
        Exact = exact is { } value && Math.Abs(value.Numerator) < MostExact && value.Denominator < MostExact ? exact : null;
        Powers = powers;
    }

    public static Term One { get; } = Number(1, Rational.One);

    /// <summary>The unit of numbers, which is no number.</summary>
    public static Term Dimensionless { get; } = new(1, null, isNumber: false, Monomial<UnitDefinition>.One);

    /// <summary>The number.</summary>
    public double Factor { get; }

    /// <summary>The number, exactly, if it may be an exponent: there are no units, and not too many digits.</summary>
    public Rational? Exact { get; }

    /// <summary>Whether only numbers are in it.</summary>
    public bool IsNumber { get; }

    /// <summary>The units.</summary>
    public Monomial<UnitDefinition> Powers { get; }

    public static Term Number(double number, Rational? exact) => new(number, exact, isNumber: true, Monomial<UnitDefinition>.One);

    public static Term Unit(UnitDefinition definition) => new(1, null, isNumber: false, Monomial<UnitDefinition>.Of(definition));

    public Term Times(Term other) => new(
        Factor * other.Factor, Exact * other.Exact, IsNumber && other.IsNumber, Powers.Times(other.Powers));

    public Term DividedBy(Term other) => new(
        Factor / other.Factor, Exact * Inverse(other.Exact), IsNumber && other.IsNumber, Powers.Times(other.Powers.Raise(-1)));

    /// <summary>A number that is not 0 may have been rounded to one that is, and has no exact inverse then.</summary>
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
