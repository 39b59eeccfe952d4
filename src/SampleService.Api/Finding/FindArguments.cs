using System.Collections.Immutable;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Search;

namespace SampleService.Api;

/// <summary>The parameters of <c>find_samples</c>, each checked by itself, in their order.</summary>
internal sealed record FindArguments(
    FindScope? Scope, Filter? Filter, FindSort Sort, bool Descending, FindIncludes Includes, ImmutableArray<Column> Columns, bool Count, bool Withdrawn,
    ImmutableArray<Facet> Facets)
{
    private static readonly string[] Scopes = ["mine", "shared", "public", "readable", "all"];
    private static readonly string[] Sorts = ["created", "saved", "name"];
    private static readonly string[] Orders = ["desc", "asc"];
    private static readonly string[] IncludeNames = ["sample", "acls", "matches", "identifiers"];

    /// <summary>Reads them.</summary>
    /// <exception cref="ServiceException">The first fault.</exception>
    public static FindArguments Read(JsonValue argument)
    {
        var parameters = new Parameter(argument, "");
        var scope = parameters.Member(FindDescriptors.Scope.Name).OrNull?.Choice(Scopes);
        var filter = FilterReader.Read(parameters.Member(FindDescriptors.Filter.Name));
        var sort = parameters.Member(FindDescriptors.Sort.Name).OrNull?.Structure("by", "order");
        var by = sort?.Member("by").OrNull?.Choice(Sorts) ?? 0;
        var order = sort?.Member("order").OrNull?.Choice(Orders) ?? 0;
        var includes = FindIncludes.None;
        foreach (var item in parameters.Member(FindDescriptors.Include.Name).OrNull?.List(0, IncludeNames.Length) ?? [])
            includes |= (FindIncludes)(1 << item.Choice(IncludeNames));
        var columns = ColumnReader.Read(parameters.Member(FindDescriptors.Columns.Name));
        return new FindArguments(
            (FindScope?)scope, filter, (FindSort)by, order == 0, includes, columns, FlagOf(parameters, FindDescriptors.Count),
            FlagOf(parameters, FindDescriptors.Withdrawn), FacetReader.Read(parameters.Member(FindDescriptors.Facets.Name)));
    }

    /// <summary>Checks 2 to 5, which need to know who asks.</summary>
    /// <exception cref="ServiceException">The first that fails.</exception>
    public FindScope RequireAllowed(Requester requester)
    {
        var scope = Scope ?? (requester.IsAdministrator ? FindScope.All : FindScope.Readable);
        if (scope == FindScope.All && !requester.IsAdministrator)
            throw ServiceException.Illegal("scope all needs as_admin");
        if (scope is FindScope.Mine or FindScope.Shared && requester.User is null)
            throw ServiceException.Unauthorized("Anonymous users have no samples of their own");
        if (Withdrawn && scope is not (FindScope.Mine or FindScope.All))
            throw ServiceException.Illegal("withdrawn needs scope mine or all");
        if (Filter is not null && !Withdrawn && scope is not (FindScope.Mine or FindScope.Shared) && FilterDrivers.Of(Filter).IsEmpty)
            throw ServiceException.Illegal("filter has no condition that an index serves; add one, or take scope mine or shared");
        return scope;
    }

    private static bool FlagOf(Parameter parameters, Member member) => parameters.Member(member.Name).OrNull?.Flag() == true;
}

/// <summary>What is shown of each sample besides.</summary>
[Flags]
internal enum FindIncludes
{
    None = 0,
    Sample = 1,
    Acls = 2,
    Matches = 4,
    Identifiers = 8,
}
