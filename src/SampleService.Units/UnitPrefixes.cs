namespace SampleService.Units;

/// <summary>The prefixes, tried in the order in which they were added.</summary>
internal sealed class UnitPrefixes
{
    private readonly List<(string Spelling, string Name, double Factor)> _prefixes = [("", "", 1)];

    /// <summary>Finds a unit by its exact name.</summary>
    public delegate bool ExactNames(ReadOnlySpan<char> name, out UnitDefinition? definition);

    /// <summary>Adds a prefix.</summary>
    /// <param name="spelling">As written before a name, such as <c>k</c>.</param>
    /// <param name="name">The long form, which becomes part of the unit's name, such as <c>kilo</c>.</param>
    /// <param name="factor">The factor, such as 1000.</param>
    public void Add(string spelling, string name, double factor) => _prefixes.Add((spelling, name, factor));

    /// <summary>The unit of a name with a prefix, a plural s, or both; null if there is none.</summary>
    public UnitDefinition? Derive(ReadOnlySpan<char> name, ExactNames find) =>
        FindPrefixed(name, 1, find) ?? (name is [.. var singular, 's'] ? FindPrefixed(singular, 2, find) : null);

    private UnitDefinition? FindPrefixed(ReadOnlySpan<char> name, int minLength, ExactNames find)
    {
        foreach (var (spelling, prefix, factor) in _prefixes)
            if (name.Length >= spelling.Length + minLength
                && name.StartsWith(spelling, StringComparison.Ordinal)
                && find(name[spelling.Length..], out var unit) && unit is not null)
                return prefix.Length == 0 ? unit : new UnitDefinition(prefix + unit.Name, unit.Dimension, factor * unit.Factor);
        return null;
    }
}

/// <summary>Finds units by name.</summary>
internal interface IUnitNames
{
    /// <param name="name">A name with at most one prefix and, if it is longer than one letter, optionally a plural s.</param>
    /// <param name="definition">The unit; null for <c>dimensionless</c>.</param>
    /// <returns>Whether the name is known.</returns>
    bool TryFind(ReadOnlySpan<char> name, out UnitDefinition? definition);
}
