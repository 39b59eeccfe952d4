namespace SampleService.Units;

/// <summary>A named unit. Its numbers are in the base units of its dimension.</summary>
/// <param name="Name">The long name, including a prefix.</param>
/// <param name="Dimension">The dimension.</param>
/// <param name="Factor">The factor to base units; for a logarithmic scale, the value of level 0.</param>
internal sealed record UnitDefinition(string Name, Dimension Dimension, double Factor) : INamed
{
    /// <summary>Zero point of the scale in base units: 273.15 for degrees Celsius.</summary>
    public double Offset { get; init; }

    /// <summary>Levels per power of <see cref="LogBase"/>, such as 10 for decibels; 0 when the scale is not logarithmic.</summary>
    public double LogFactor { get; init; }

    /// <summary>Base of the logarithm, such as 10 or 2.</summary>
    public double LogBase { get; init; }

    /// <summary>The unit of differences of a scale with an offset; null for other units.</summary>
    public UnitDefinition? Difference { get; init; }

    /// <summary>Whether it is the unit of differences of such a scale.</summary>
    public bool IsDifference { get; init; }

    public bool IsLogarithmic => LogFactor != 0;

    /// <summary>Whether values are points on a scale rather than multiples of the unit.</summary>
    public bool IsScale => Offset != 0 || IsLogarithmic;

    public double ToBase(double value) =>
        IsLogarithmic ? Factor * Math.Pow(LogBase, value / LogFactor) : (value * Factor) + Offset;

    public double FromBase(double value) =>
        IsLogarithmic ? LogFactor * Math.Log(value / Factor) / Math.Log(LogBase) : (value - Offset) / Factor;

    // Names are unique within a registry, and units of different registries are never compared.
    public bool Equals(UnitDefinition? other) => other is not null && Name == other.Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
