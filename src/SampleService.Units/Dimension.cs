namespace SampleService.Units;

/// <summary>
/// What kind of quantity a unit measures: a product of powers of base dimensions such as <c>[length]</c>. Units of
/// equal dimension can be converted into one another.
/// </summary>
public sealed class Dimension : IEquatable<Dimension>
{
    private readonly Monomial<BaseDimension> _powers;

    private Dimension(Monomial<BaseDimension> powers) => _powers = powers;

    /// <summary>That of plain numbers.</summary>
    public static Dimension None { get; } = new(Monomial<BaseDimension>.One);

    /// <summary>Whether it is that of plain numbers.</summary>
    public bool IsNone => _powers.Powers.IsEmpty;

    /// <summary>A base dimension.</summary>
    /// <param name="name">With its brackets: <c>[length]</c>.</param>
    public static Dimension Base(string name) => new(Monomial<BaseDimension>.Of(new BaseDimension(name)));

    /// <summary>The dimension to a power.</summary>
    /// <exception cref="OverflowException">The exponents do not fit into 64 bits.</exception>
    public Dimension Raise(Rational exponent) => new(_powers.Raise(exponent));

    /// <summary>The dimension of a product.</summary>
    /// <exception cref="OverflowException">The exponents do not fit into 64 bits.</exception>
    public static Dimension operator *(Dimension left, Dimension right) => new(left._powers.Times(right._powers));

    /// <summary>The dimension of a quotient.</summary>
    /// <exception cref="OverflowException">The exponents do not fit into 64 bits.</exception>
    public static Dimension operator /(Dimension left, Dimension right) => left * right.Raise(-1);

    public bool Equals(Dimension? other) => other is not null && _powers.Equals(other._powers);

    public override bool Equals(object? obj) => Equals(obj as Dimension);

    public override int GetHashCode() => _powers.GetHashCode();

    /// <summary>Sorted by name, positive powers first: <c>[length] * [mass] / [time] ** 2</c>; else <c>dimensionless</c>.</summary>
    public override string ToString() => _powers.ToString();

    private sealed record BaseDimension(string Name) : INamed;
}
