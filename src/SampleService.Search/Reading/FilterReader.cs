using System.Collections.Immutable;
using System.Globalization;
using SampleService.Domain;

namespace SampleService.Search;

/// <summary>Reads the filter of a request, from outside to inside.</summary>
public sealed class FilterReader
{
    private const int MaxMembers = 50;

    private static readonly string[] Groups = ["all", "any", "not", "same_node", "on"];

    private readonly string _root;
    private readonly ConditionReader _conditions;

    private FilterReader(string root)
    {
        _root = root;
        _conditions = new ConditionReader(root);
    }

    /// <summary>Reads a filter; null if it is missing.</summary>
    /// <exception cref="ServiceException">The first fault.</exception>
    public static Filter? Read(Parameter filter) => filter.OrNull is { } given ? new FilterReader(filter.Path).Read(given, level: 0) : null;

    private Filter Read(Parameter filter, int level)
    {
        filter.RequireStructure();
        if (!filter.HasMember("on"))
            filter.RequireKnown(Groups);
        else
            ConditionReader.RequireKnown(filter, Groups);
        var group = filter.ExactlyOne(Groups);
        if (group == "on")
            return _conditions.Read(filter);
        if (level == Filter.MaxLevels)
            throw ServiceException.Illegal(string.Create(CultureInfo.InvariantCulture, $"{_root} is nested deeper than {Filter.MaxLevels} levels"));
        var members = filter.Member(group);
        return group switch
        {
            "all" => new AllFilter(filter.Path, ReadAll(members, level + 1)),
            "any" => new AnyFilter(filter.Path, ReadAll(members, level + 1)),
            "not" => new NotFilter(filter.Path, Read(members, level + 1)),
            _ => new SameNodeFilter(filter.Path, [.. members.List(2, MaxMembers).Select(_conditions.ReadOfNode)]),
        };
    }

    private ImmutableArray<Filter> ReadAll(Parameter members, int level) => [.. members.List(1, MaxMembers).Select(member => Read(member, level))];
}
