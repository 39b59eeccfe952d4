namespace SampleService.Units;

/// <summary>
/// The kind of quantity that a unit measures: a product of powers of base dimensions such as <c>[length]</c>. Units of equal dimension
/// can be converted into each other.
/// </summary>
public sealed class Dimension : IEquatable<Dimension>
{
    private readonly Monomial<BaseDimension> _powers;

    private Dimension(Monomial<BaseDimension> powers) => _powers = powers;

    /// <summary>The dimension of plain numbers.</summary>
    public static Dimension None { get; } = new(Monomial<BaseDimension>.One);

    /// <summary>A base dimension.</summary>
    /// <param name="name">Including the brackets: <c>[length]</c>.</param>
    /// <param name="unit">The long name of its base unit: <c>meter</c>.</param>
    public static Dimension Base(string name, string unit) => new(Monomial<BaseDimension>.Of(new BaseDimension(name, unit)));

    /// <summary>The unit of which the factors of all others of the dimension are told: <c>gram / meter ** 3</c>.</summary>
    public string BaseUnits
    {
        get
        {
            var units = Monomial<BaseUnit>.One;
            foreach (var (dimension, exponent) in _powers.Powers)
                units = units.Times(Monomial<BaseUnit>.Of(new BaseUnit(dimension.Unit)).Raise(exponent));
            return units.ToString();
        }
    }

    /// <exception cref="OverflowException">An exponent does not fit into 64 bits.</exception>
    public Dimension Raise(Rational exponent) => new(_powers.Raise(exponent));

    /// <exception cref="OverflowException">An exponent does not fit into 64 bits.</exception>
    public static Dimension operator *(Dimension left, Dimension right) => new(left._powers.Times(right._powers));

    /// <exception cref="OverflowException">An exponent does not fit into 64 bits.</exception>
    public static Dimension operator /(Dimension left, Dimension right) => left * right.Raise(-1);

    public bool Equals(Dimension? other) => other is not null && _powers.Equals(other._powers);

    public override bool Equals(object? obj) => Equals(obj as Dimension);

    public override int GetHashCode() => _powers.GetHashCode();

    /// <summary>Sorted by name, positive powers first: <c>[length] * [mass] / [time] ** 2</c>; <c>dimensionless</c> for plain numbers.</summary>
    public override string ToString() => _powers.ToString();

    private sealed record BaseDimension(string Name, string Unit) : INamed;

    private sealed record BaseUnit(string Name) : INamed;
}
