using System.Globalization;

namespace SampleService.Units;

/// <summary>
/// A unit of measurement: a number times a product of powers of named units. Immutable. Obtained from a <see cref="UnitRegistry"/>; units of
/// different registries must not be combined.
/// </summary>
/// <remarks>
/// A temperature scale with an offset (<c>degC</c>) is a scale only when it stands alone. In a product or power it becomes the unit of
/// differences (<c>delta_degree_Celsius / meter</c>).
/// </remarks>
public sealed class Unit : IEquatable<Unit>
{
    private readonly Monomial<UnitDefinition> _powers;

    internal Unit(double factor, Monomial<UnitDefinition> powers)
    {
        Factor = factor;
        _powers = AsDifferences(powers);
        var dimension = Dimension.None;
        foreach (var (definition, exponent) in _powers.Powers)
            dimension *= definition.Dimension.Raise(exponent);
        Dimension = dimension;
    }

    /// <summary>The numeric factor, 1 when there is none.</summary>
    public double Factor { get; }

    public Dimension Dimension { get; }

    /// <summary>
    /// The unit without its factor: long names sorted, positive powers first, as in <c>milligram / liter</c>;
    /// <c>dimensionless</c> when there are none.
    /// </summary>
    public string Names => _powers.ToString();

    /// <summary>Whether values are points on a scale (<c>degC</c>, <c>dBm</c>) rather than multiples of the unit.</summary>
    public bool IsScale => Scale is not null;

    /// <summary>The unit of differences between values: <c>delta_degC</c> for <c>degC</c>, and the unit itself for others.</summary>
    public Unit Difference => Scale?.Difference is { } difference ? new(Factor, Monomial<UnitDefinition>.Of(difference)) : this;

    private UnitDefinition? Scale =>
        _powers.Powers is [{ Base.IsScale: true } power] && power.Exponent == Rational.One ? power.Base : null;

    /// <summary>Whether both have the same dimension.</summary>
    public bool IsCommensurableWith(Unit other) => Dimension.Equals(other.Dimension);

    /// <summary>Whether it is the unit of differences of a scale with an offset (<c>delta_degC</c>).</summary>
    public bool IsDifference => _powers.Powers is [{ Base.IsDifference: true } power] && power.Exponent == Rational.One;

    /// <summary>Whether <see cref="Convert"/> takes values to the other unit, unless they get out of the range of a double.</summary>
    public bool ConvertsInto(Unit other) =>
        IsCommensurableWith(other)
        && !(IsScale && other.IsDifference) && !(IsDifference && other.IsScale)
        && !double.IsNaN(ToBase(0)) && !double.IsNaN(other.ToBase(0));

    /// <summary>
    /// The value in the base units of the dimension (<see cref="Dimension.BaseUnits"/>). Not finite if it is out of the range of a double;
    /// NaN if a logarithmic unit is part of a product.
    /// </summary>
    public double ToBase(double value) => Scale is { } scale ? scale.ToBase(value * Factor) : value * BaseFactor;

    /// <summary>Converts a value from this unit to another.</summary>
    /// <exception cref="UnitConversionException">
    /// The dimensions differ, one unit is a scale and the other a difference, a logarithmic unit is part of a product, or the result
    /// is out of the range of a double.
    /// </exception>
    public double Convert(double value, Unit to)
    {
        if (!IsCommensurableWith(to))
            throw UnitConversionException.Between(this, to);
        if ((IsScale && to.IsDifference) || (IsDifference && to.IsScale))
            throw new UnitConversionException(
                $"'{Names}' and '{to.Names}' can't be converted: one is a point of a scale, the other a difference of two");
        if (!IsScale && !to.IsScale)
            return InRange(value * (BaseFactor / to.BaseFactor), to);
        var inBaseUnits = ToBase(value);
        return InRange(to.Scale is { } scale ? scale.FromBase(inBaseUnits) / to.Factor : inBaseUnits / to.BaseFactor, to);
    }

    /// <exception cref="OverflowException">An exponent does not fit into 64 bits.</exception>
    public Unit Raise(Rational exponent) => new(Math.Pow(Factor, exponent.ToDouble()), _powers.Raise(exponent));

    /// <exception cref="OverflowException">An exponent does not fit into 64 bits.</exception>
    public static Unit operator *(Unit left, Unit right) => new(left.Factor * right.Factor, left._powers.Times(right._powers));

    /// <exception cref="OverflowException">An exponent does not fit into 64 bits.</exception>
    public static Unit operator /(Unit left, Unit right) => left * right.Raise(-1);

    public bool Equals(Unit? other) => other is not null && Factor.Equals(other.Factor) && _powers.Equals(other._powers);

    public override bool Equals(object? obj) => Equals(obj as Unit);

    public override int GetHashCode() => HashCode.Combine(Factor, _powers);

    /// <summary>An expression that parses to the same unit: <c>meter ** 2 / second</c>, <c>0.5 * meter</c>.</summary>
    public override string ToString() => Factor switch
    {
        1 => Names,
        _ when _powers.Powers.IsEmpty => Factor.ToString("R", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Factor:R} * {Names}"),
    };

    /// <summary>The factor to base units; NaN if a logarithmic unit is included.</summary>
    internal double BaseFactor
    {
        get
        {
            var factor = Factor;
            foreach (var (definition, exponent) in _powers.Powers)
                factor *= definition.IsLogarithmic ? double.NaN : Math.Pow(definition.Factor, exponent.ToDouble());
            return factor;
        }
    }

    /// <summary>Replaces scales with an offset by their differences in products and powers.</summary>
    private static Monomial<UnitDefinition> AsDifferences(Monomial<UnitDefinition> powers)
    {
        if (powers.Powers is [var only] && only.Exponent == Rational.One)
            return powers;
        foreach (var (definition, exponent) in powers.Powers)
            if (definition.Difference is { } difference)
                return AsDifferences(powers
                    .Times(Monomial<UnitDefinition>.Of(definition).Raise(-exponent))
                    .Times(Monomial<UnitDefinition>.Of(difference).Raise(exponent)));
        return powers;
    }

    private double InRange(double value, Unit to) => double.IsFinite(value)
        ? value
        : throw new UnitConversionException($"The value in '{to.Names}' of one in '{Names}' can't be written as a number");
}
