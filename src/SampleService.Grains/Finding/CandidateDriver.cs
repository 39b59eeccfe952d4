using System.Collections.Immutable;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Search;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>A way to come by all samples that can match: the sources whose candidates, put together, have them all.</summary>
/// <param name="Alternatives">For each part of the whole the ways to come by it, one of which is enough.</param>
internal sealed record CandidateDriver(ImmutableArray<ImmutableArray<ImmutableArray<CandidateSource>>> Alternatives)
{
    /// <summary>The sources of a scope.</summary>
    public static ImmutableArray<CandidateSource> OfScope(FindQuery query)
    {
        var user = query.Requester.User;
        var shared = new SharedSource([.. query.Requester.Names.Select(static name => new UserName(name))]);
        if (query.Withdrawn)
            return [new WithdrawnSource(query.Scope == FindScope.All ? null : user)];
        return query.Scope switch
        {
            FindScope.Mine => [new OwnedSource(user!.Value)],
            FindScope.Shared => [shared],
            FindScope.Public => [new PublicSource()],
            FindScope.Readable when user is { } name => [new OwnedSource(name), shared, new PublicSource()],
            FindScope.Readable => [new PublicSource()],
            _ => [new AllSource()],
        };
    }

    /// <summary>A driver of one part with one way.</summary>
    public static CandidateDriver Of(ImmutableArray<CandidateSource> sources) => new([[sources]]);

    /// <summary>The drivers of a filter; those that the scope has to be walked for are none.</summary>
    public static ImmutableArray<CandidateDriver> Of(Filter filter, EvaluationContext context) =>
        [.. FilterDrivers.Of(filter).Select(driver => Of(driver, context)).OfType<CandidateDriver>()];

    private static CandidateDriver? Of(Driver driver, EvaluationContext context) => driver switch
    {
        ConditionDriver { Condition: TimeCondition { Role: TimeRole.Created } } => null,
        ConditionDriver { Condition: var condition } => Of(SourcesOf(condition, context)),
        UnionDriver union => OfUnion(union, context),
        _ => null,
    };

    private static CandidateDriver? OfUnion(UnionDriver union, EvaluationContext context)
    {
        var parts = ImmutableArray.CreateBuilder<ImmutableArray<ImmutableArray<CandidateSource>>>();
        foreach (var member in union.Members)
        {
            var ways = member.Select(driver => Of(driver, context)).OfType<CandidateDriver>().ToList();
            if (ways.Count == 0)
                return null;
            // A union within a union has parts of its own, all of which are needed.
            if (ways.FirstOrDefault(way => way.Alternatives.Length == 1) is null)
                parts.AddRange(ways[0].Alternatives);
            else
                parts.Add([.. ways.Where(way => way.Alternatives.Length == 1).SelectMany(way => way.Alternatives[0])]);
        }

        return new CandidateDriver(parts.ToImmutable());
    }

    private static ImmutableArray<CandidateSource> SourcesOf(Condition condition, EvaluationContext context) => condition switch
    {
        UserCondition user => [.. user.In.Select(name => name.Value).Order(StringComparer.Ordinal).Select(name => new OwnedSource(new UserName(name)))],
        IdCondition ids => [new IdSource([.. ids.In])],
        IdentifierCondition identifier => [new IdentifierSource(identifier.Namespace, identifier.In?.ToImmutableArray(), identifier.Prefix)],
        LinkCondition link => [new LinkSource(link.Workspace, link.Object, link.Version)],
        RelationCondition { Other: { } other } relation => [new RelationSource(relation.Type, relation.End, other)],
        _ => [.. Flatten(PostingQueries.Of(condition, context.Terms)!).Select(query => new PostingSource(query))],
    };

    private static IEnumerable<PostingQuery> Flatten(PostingQuery query) =>
        query is AnyOfQuery any ? any.Members.SelectMany(Flatten) : [query];
}
