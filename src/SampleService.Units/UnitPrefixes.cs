namespace SampleService.Units;

/// <summary>The prefixes there are. They are tried in the order in which they were added.</summary>
internal sealed class UnitPrefixes
{
    private readonly List<(string Spelling, string Name, double Factor)> _prefixes = [("", "", 1)];

    /// <summary>Finds a unit by exactly the name.</summary>
    public delegate bool ExactNames(ReadOnlySpan<char> name, out UnitDefinition? definition);

    /// <summary>Adds a prefix.</summary>
    /// <param name="spelling">How it is written in front of a name.</param>
    /// <param name="name">Its long form, which is part of the names of units.</param>
    /// <param name="factor">What it stands for.</param>
    public void Add(string spelling, string name, double factor) => _prefixes.Add((spelling, name, factor));

    /// <summary>The unit that a name with a prefix or a plural s stands for; null if it stands for none.</summary>
    public UnitDefinition? Derive(ReadOnlySpan<char> name, ExactNames find) =>
        FindPrefixed(name, 1, find) ?? (name is [.. var singular, 's'] ? FindPrefixed(singular, 2, find) : null);

    private UnitDefinition? FindPrefixed(ReadOnlySpan<char> name, int shortest, ExactNames find)
    {
        foreach (var (spelling, prefix, factor) in _prefixes)
            if (name.Length >= spelling.Length + shortest
                && name.StartsWith(spelling, StringComparison.Ordinal)
                && find(name[spelling.Length..], out var unit) && unit is not null)
                return prefix.Length == 0 ? unit : new UnitDefinition(prefix + unit.Name, unit.Dimension, factor * unit.Factor);
        return null;
    }
}

/// <summary>Knows units by name.</summary>
internal interface IUnitNames
{
    /// <summary>A unit by one of its names, with at most one prefix and, if longer than one letter, a plural s.</summary>
    /// <param name="name">The name.</param>
    /// <param name="definition">The unit; null for the name of what has no unit, <c>dimensionless</c>.</param>
    /// <returns>Whether it is known.</returns>
    bool TryFind(ReadOnlySpan<char> name, out UnitDefinition? definition);
}
