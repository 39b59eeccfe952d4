namespace SampleService.Units;

/// <summary>A unit with a name of its own. Values are in base units of its dimension.</summary>
/// <param name="Name">The long name, with its prefix.</param>
/// <param name="Dimension">What it measures.</param>
/// <param name="Factor">How many base units one of it is; of a logarithmic scale, what level 0 is.</param>
internal sealed record UnitDefinition(string Name, Dimension Dimension, double Factor) : INamed
{
    /// <summary>Where a scale that does not begin at zero begins, in base units: 273.15 for degrees Celsius.</summary>
    public double Offset { get; init; }

    /// <summary>Levels a decade or octave has, such as 10 for decibels; 0 when the scale is not logarithmic.</summary>
    public double LogFactor { get; init; }

    /// <summary>What one <see cref="LogFactor"/> stands for, such as 10 or 2.</summary>
    public double LogBase { get; init; }

    /// <summary>The unit of differences on a scale with an offset; null for all others.</summary>
    public UnitDefinition? Difference { get; init; }

    /// <summary>Whether it is itself the unit of such differences.</summary>
    public bool IsDifference { get; init; }

    public bool IsLogarithmic => LogFactor != 0;

    /// <summary>Whether a value of it is a point of a scale, and not a multiple of the unit.</summary>
    public bool IsScale => Offset != 0 || IsLogarithmic;

    public double ToBase(double value) =>
        IsLogarithmic ? Factor * Math.Pow(LogBase, value / LogFactor) : (value * Factor) + Offset;

    public double FromBase(double value) =>
        IsLogarithmic ? LogFactor * Math.Log(value / Factor) / Math.Log(LogBase) : (value - Offset) / Factor;

    // Names tell definitions of one registry apart, and comparing them is all that is wanted.
    public bool Equals(UnitDefinition? other) => other is not null && Name == other.Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
