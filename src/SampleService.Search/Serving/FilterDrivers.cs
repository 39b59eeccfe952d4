using System.Collections.Immutable;

namespace SampleService.Search;

/// <summary>Which indexes can drive a filter. Every other condition is verified on the candidates.</summary>
public static class FilterDrivers
{
    /// <summary>The drivers, each of which is enough, in the order of the conditions; empty if no index serves the filter.</summary>
    public static ImmutableArray<Driver> Of(Filter filter) => filter switch
    {
        AllFilter all => [.. all.Members.SelectMany(member => Of(member))],
        SameNodeFilter sameNode => [.. sameNode.Members.SelectMany(member => Of(member))],
        AnyFilter any => OfAny(any),
        Condition condition => ConditionDrivers.Of(condition) is { } driver ? [driver] : [],
        _ => [],
    };

    private static ImmutableArray<Driver> OfAny(AnyFilter any)
    {
        var members = any.Members.Select(member => Of(member)).ToImmutableArray();
        return members.Any(drivers => drivers.IsEmpty) ? [] : [new UnionDriver(any, members)];
    }
}
