using SampleService.Grains.Abstractions;
using SampleService.Search;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="IMetadataKeys"/>.</summary>
internal sealed class MetadataKeys(ISearchStore store, ICallerGroups groups, FindLimits limits, FindGate gate) : IMetadataKeys
{
    private const int FirstChunk = 500;

    public async Task<KeysInUse> CountAsync(KeyQuery query, CancellationToken cancellation)
    {
        return await gate.RunAsync(CountNowAsync, cancellation);

        async ValueTask<KeysInUse> CountNowAsync()
        {
            query = query with { Requester = await groups.CompleteAsync(query.Requester, cancellation) };
            return await store.ReadAsync((snapshot, token) => CountAsync(snapshot, query, token), cancellation);
        }
    }

    private async Task<KeysInUse> CountAsync(ISearchSnapshot snapshot, KeyQuery query, CancellationToken cancellation)
    {
        var find = new FindQuery(query.Requester, query.Scope, null, EvaluationContext.Empty);
        var stream = new OrdinalStream(snapshot, CandidateDriver.OfScope(find), CreatedRange.Of(null, descending: true, after: null));
        var walk = new CandidateWalk(snapshot, stream, new CandidateView(query.Requester) { WithTree = true, MaxTreeBytes = FindLimits.MaxChunkBytes }, limits);
        var keys = new KeyCensus(query.Kind, query.Prefix);
        await walk.RunAsync(
            FirstChunk,
            (candidate, _) =>
            {
                if (candidate is not null && CandidateScope.Contains(query.Scope, query.Requester, candidate))
                    keys.Add(candidate.Tree.Span);
                return true;
            },
            cancellation);
        return new KeysInUse(keys, walk.IsEnded, walk.Examined);
    }
}
