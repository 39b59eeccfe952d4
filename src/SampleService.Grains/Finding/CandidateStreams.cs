using System.Collections.Immutable;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>Makes the stream of candidates that a driver gives, the samples of the queue included.</summary>
internal sealed class CandidateStreams(ISearchSnapshot snapshot, FindQuery query, CandidateView view)
{
    /// <summary>What is gathered may have grown since the first page, and the queue may be long; more than this is no gathering any more.</summary>
    private const int MaxGathered = 40_000;

    private const int KeyChunk = 1000;

    private static readonly QueueSource Queue = new();

    /// <summary>Places need nothing but the rows.</summary>
    private readonly CandidateView _rows = view with { WithLinks = false, WithIdentifiers = false, WithRelations = false };

    private readonly CandidateKey? _after = query.After is { } position ? CandidateKey.Of(position) : null;

    /// <summary>The stream.</summary>
    public Task<ICandidateStream> OpenAsync(ChosenDriver driver, CancellationToken cancellation) => driver.Access switch
    {
        CandidateAccess.Listed => Task.FromResult(List(driver.Sources)),
        CandidateAccess.Gathered => GatherAsync(driver.Sources, cancellation),
        _ => WalkIndexAsync(cancellation),
    };

    /// <summary>Postings may lack what was saved last, and that is in the queue; the tables themselves lack nothing.</summary>
    private static ImmutableArray<CandidateSource> WithQueue(ImmutableArray<CandidateSource> sources) =>
        sources.Any(static source => source is PostingSource) ? sources.Add(Queue) : sources;

    private ICandidateStream List(ImmutableArray<CandidateSource> sources) =>
        new OrdinalStream(snapshot, WithQueue(sources), CreatedRange.Of(query.Filter, query.Descending, _after));

    private async Task<ICandidateStream> GatherAsync(ImmutableArray<CandidateSource> sources, CancellationToken cancellation)
    {
        var ordinals = new HashSet<long>();
        foreach (var source in WithQueue(sources))
            ordinals.UnionWith(await GatherAsync(source, cancellation));
        IEnumerable<CandidateKey> keys = query.Sort == FindSort.Created
            ? ordinals.Select(CandidateKey.Of)
            : await FindKeysAsync(ordinals, cancellation);
        return new SortedStream(keys, query.Descending, _after);
    }

    private async Task<ICandidateStream> WalkIndexAsync(CancellationToken cancellation)
    {
        var queued = (await GatherAsync(Queue, cancellation)).ToHashSet();
        return new IndexStream(snapshot, await FindKeysAsync(queued, cancellation), queued, query.Sort, query.Descending, _after);
    }

    private async Task<IReadOnlyList<long>> GatherAsync(CandidateSource source, CancellationToken cancellation)
    {
        var ordinals = await snapshot.GatherAsync(source, MaxGathered + 1, cancellation);
        return ordinals.Count <= MaxGathered ? ordinals : throw new ServiceException(ErrorKind.Busy, "Too many samples wait for being indexed");
    }

    /// <summary>The present places of those that may be read.</summary>
    private async Task<List<CandidateKey>> FindKeysAsync(IReadOnlyCollection<long> ordinals, CancellationToken cancellation)
    {
        var keys = new List<CandidateKey>();
        foreach (var chunk in ordinals.Chunk(KeyChunk))
            keys.AddRange((await snapshot.FindAsync(chunk, _rows, cancellation)).Select(candidate => CandidateKey.Of(candidate, query.Sort)));
        return keys;
    }
}
