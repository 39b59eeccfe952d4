using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="ILineageQueries"/>.</summary>
internal sealed class LineageQueries(IHistoryStore store) : ILineageQueries
{
    public async Task<Lineage> FindAsync(LineageQuery query, CancellationToken cancellation) =>
        await store.ReadAsync((snapshot, token) => new LineageWalk(snapshot, query).RunAsync(token), cancellation);
}
