using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Search;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="ISampleFinder"/>. Postings propose, the row and the tree of each candidate decide; all of it is one snapshot.</summary>
internal sealed class SampleFinder(
    ISearchStore store, ICallerGroups groups, DocumentWriter writer, FindLimits limits, FindGate gate, LargeScopes largeScopes) : ISampleFinder
{
    public async Task<FoundPage> FindAsync(FindQuery query, CancellationToken cancellation)
    {
        return await gate.RunAsync(FindNowAsync, cancellation);

        // When it is its turn: who has waited may have been taken out of a group meanwhile.
        async ValueTask<FoundPage> FindNowAsync()
        {
            query = query with { Requester = await groups.CompleteAsync(query.Requester, cancellation) };
            return await store.ReadAsync((snapshot, token) => FindAsync(snapshot, query, token), cancellation);
        }
    }

    private async Task<FoundPage> FindAsync(ISearchSnapshot snapshot, FindQuery query, CancellationToken cancellation)
    {
        var view = ViewOf(query);
        var index = await snapshot.FindIndexStateAsync(cancellation);
        var driver = await new DriverChooser(snapshot, query, limits, largeScopes).ChooseAsync(cancellation);
        var stream = await new CandidateStreams(snapshot, query, view).OpenAsync(driver, cancellation);
        var page = await new FindPage(query, driver, writer, limits).FillAsync(snapshot, stream, WithTreeOf(view, query), cancellation);
        return page with { Index = index.IsComplete ? null : new IndexProgress(index.Done, index.Total) };
    }

    private static CandidateView ViewOf(FindQuery query)
    {
        var conditions = query.Filter?.Conditions ?? [];
        return new CandidateView(query.Requester)
        {
            Withdrawn = query.Withdrawn,
            WithLinks = conditions.Any(static condition => condition is LinkCondition or LinkExistsCondition),
            WithIdentifiers = query.WithIdentifiers || conditions.Any(static condition => condition is IdentifierCondition),
            WithRelations = conditions.Any(static condition => condition is RelationCondition),
        };
    }

    /// <summary>The same with what is needed of those that are shown.</summary>
    private CandidateView WithTreeOf(CandidateView view, FindQuery query) => view with
    {
        WithAcls = query.WithAcls,
        WithTree = query.WithDocuments || query.WithMatches || query.Columns.Length > 0 || query.Facets.Length > 0
            || query.Filter?.Conditions.Any(static condition => condition is not HeaderCondition) == true,
        MaxTreeBytes = FindLimits.MaxChunkBytes,
        MaxEntries = limits.MaxExamined,
    };
}
