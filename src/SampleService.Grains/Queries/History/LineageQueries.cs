using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="ILineageQueries"/>.</summary>
internal sealed class LineageQueries(IHistoryStore store, ICallerGroups groups) : ILineageQueries
{
    public async Task<Lineage> FindAsync(LineageQuery query, CancellationToken cancellation)
    {
        query = query with { Requester = await groups.CompleteAsync(query.Requester, cancellation) };
        return await store.ReadAsync((snapshot, token) => new LineageWalk(snapshot, query).RunAsync(token), cancellation);
    }
}
