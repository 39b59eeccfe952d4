using System.Collections.Immutable;

namespace SampleService.Search;

/// <summary>What samples are to be found by: a tree of conditions. Immutable.</summary>
/// <param name="Path">Where it stands in the argument, such as <c>filter.all[1]</c>.</param>
public abstract record Filter(string Path)
{
    /// <summary>Maximum number of conditions.</summary>
    public const int MaxConditions = 50;

    /// <summary>Maximum number of levels; conditions are none.</summary>
    public const int MaxLevels = 5;

    /// <summary>Maximum number of values in all lists of values.</summary>
    public const int MaxValues = 1000;

    /// <summary>The conditions in the order in which they stand.</summary>
    public abstract IEnumerable<Condition> Conditions { get; }
}

/// <summary>Holds if all members hold, each for whatever node.</summary>
public sealed record AllFilter(string Path, ImmutableArray<Filter> Members) : Filter(Path)
{
    /// <inheritdoc/>
    public override IEnumerable<Condition> Conditions => Members.SelectMany(member => member.Conditions);
}

/// <summary>Holds if one member holds.</summary>
public sealed record AnyFilter(string Path, ImmutableArray<Filter> Members) : Filter(Path)
{
    /// <inheritdoc/>
    public override IEnumerable<Condition> Conditions => Members.SelectMany(member => member.Conditions);
}

/// <summary>Holds if the inner filter does not.</summary>
public sealed record NotFilter(string Path, Filter Inner) : Filter(Path)
{
    /// <inheritdoc/>
    public override IEnumerable<Condition> Conditions => Inner.Conditions;
}

/// <summary>Holds if there is one node for which all conditions hold.</summary>
public sealed record SameNodeFilter(string Path, ImmutableArray<NodeCondition> Members) : Filter(Path)
{
    /// <inheritdoc/>
    public override IEnumerable<Condition> Conditions => Members;
}

/// <summary>A leaf of a filter.</summary>
public abstract record Condition(string Path) : Filter(Path)
{
    /// <inheritdoc/>
    public override IEnumerable<Condition> Conditions => [this];
}
