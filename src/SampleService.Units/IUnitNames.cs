namespace SampleService.Units;

/// <summary>Knows units by name.</summary>
internal interface IUnitNames
{
    /// <summary>A unit by one of its names, with at most one prefix and, if longer than one letter, a plural s.</summary>
    /// <param name="name">The name.</param>
    /// <param name="definition">The unit; null for the name of what has no unit, <c>dimensionless</c>.</param>
    /// <returns>Whether it is known.</returns>
    bool TryFind(ReadOnlySpan<char> name, out UnitDefinition? definition);
}
