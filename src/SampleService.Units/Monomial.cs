using System.Text;

namespace SampleService.Units;

/// <summary>A product of powers of named factors, sorted by name, without exponents of 0. Immutable.</summary>
internal sealed class Monomial<T> : IEquatable<Monomial<T>>
    where T : class, INamed
{
    public static readonly Monomial<T> One = new([]);

    private readonly Power[] _powers;

    private Monomial(Power[] powers) => _powers = powers;

    public ReadOnlySpan<Power> Powers => _powers;

    public static Monomial<T> Of(T factor) => new([new Power(factor, Rational.One)]);

    public Monomial<T> Times(Monomial<T> other)
    {
        if (other._powers.Length == 0)
            return this;
        if (_powers.Length == 0)
            return other;
        var product = new List<Power>(_powers.Length + other._powers.Length);
        int left = 0, right = 0;
        while (left < _powers.Length || right < other._powers.Length)
        {
            var order = left == _powers.Length ? 1
                : right == other._powers.Length ? -1
                : string.CompareOrdinal(_powers[left].Base.Name, other._powers[right].Base.Name);
            if (order != 0)
            {
                product.Add(order < 0 ? _powers[left++] : other._powers[right++]);
                continue;
            }

            var exponent = _powers[left].Exponent + other._powers[right++].Exponent;
            if (exponent.Sign != 0)
                product.Add(new Power(_powers[left].Base, exponent));
            left++;
        }

        return product.Count == 0 ? One : new([.. product]);
    }

    public Monomial<T> Raise(Rational exponent) =>
        exponent.Sign == 0 ? One : new(Array.ConvertAll(_powers, power => power with { Exponent = power.Exponent * exponent }));

    public bool Equals(Monomial<T>? other) => other is not null && _powers.AsSpan().SequenceEqual(other._powers);

    public override bool Equals(object? obj) => Equals(obj as Monomial<T>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var power in _powers)
            hash.Add(power);
        return hash.ToHashCode();
    }

    /// <summary>
    /// Positive powers first, then divisors: <c>a * b ** 2 / c</c>, <c>1 / c</c>; <c>dimensionless</c> for an
    /// empty product.
    /// </summary>
    public override string ToString()
    {
        if (_powers.Length == 0)
            return "dimensionless";
        var text = new StringBuilder();
        foreach (var (factor, exponent) in _powers)
            if (exponent.Sign > 0)
                Append(text.Append(text.Length == 0 ? "" : " * "), factor, exponent);
        if (text.Length == 0)
            text.Append('1');
        foreach (var (factor, exponent) in _powers)
            if (exponent.Sign < 0)
                Append(text.Append(" / "), factor, exponent.Abs());
        return text.ToString();
    }

    private static void Append(StringBuilder text, T factor, Rational exponent)
    {
        text.Append(factor.Name);
        if (exponent != Rational.One)
            text.Append(" ** ").Append(exponent);
    }

    public readonly record struct Power(T Base, Rational Exponent);
}

/// <summary>A factor of a <see cref="Monomial{T}"/>.</summary>
internal interface INamed
{
    /// <summary>Identifies the factor within a product.</summary>
    string Name { get; }
}
