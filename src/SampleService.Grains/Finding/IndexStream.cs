using SampleService.Grains.Abstractions;
using SampleService.Search;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>
/// Candidates as an index of save times or names has them, merged with those of the queue in their present places. Of samples in the queue the
/// index may have a former place, so it does not count for them.
/// </summary>
/// <param name="snapshot">What is read from.</param>
/// <param name="queued">The samples of the queue that may be read, with their present places.</param>
/// <param name="allQueued">The ordinals of all samples of the queue.</param>
/// <param name="sort">Which index.</param>
/// <param name="descending">Whether it is read backwards.</param>
/// <param name="after">Where to go on; null to begin.</param>
internal sealed class IndexStream(
    ISearchSnapshot snapshot, IEnumerable<CandidateKey> queued, IReadOnlySet<long> allQueued, FindSort sort, bool descending, CandidateKey? after)
    : ICandidateStream
{
    private const int ChunkSize = 256;

    private readonly SortedStream _queued = new(queued, descending, after);
    private readonly Queue<CandidateKey> _fromQueue = [], _fromIndex = [];
    private CandidateKey? _last = after;
    private bool _isQueueRead, _isIndexRead;

    public bool GivesFormerPlaces => true;

    public async Task<IReadOnlyList<CandidateKey>> NextAsync(int count, CancellationToken cancellation)
    {
        if (!_isQueueRead)
            foreach (var key in await _queued.NextAsync(int.MaxValue, cancellation))
                _fromQueue.Enqueue(key);
        _isQueueRead = true;
        var keys = new List<CandidateKey>(count);
        while (keys.Count < count)
        {
            while (_fromIndex.Count == 0 && !_isIndexRead)
                await ReadIndexAsync(cancellation);
            if (!TryTake(out var next))
                break;
            keys.Add(next);
        }

        return keys;
    }

    private bool TryTake(out CandidateKey next)
    {
        if (!_fromQueue.TryPeek(out var queued))
            return _fromIndex.TryDequeue(out next);
        if (!_fromIndex.TryPeek(out var indexed) || (descending ? queued.CompareTo(indexed) > 0 : queued.CompareTo(indexed) < 0))
            return _fromQueue.TryDequeue(out next);
        return _fromIndex.TryDequeue(out next);
    }

    private async Task ReadIndexAsync(CancellationToken cancellation)
    {
        IReadOnlyList<CandidateKey> chunk = sort == FindSort.Saved
            ? [.. (await snapshot.ListBySavedAsync(
                    _last is { } saved ? new SavedEntry(saved.Saved, saved.Ordinal) : null, descending, ChunkSize, cancellation))
                .Select(entry => new CandidateKey(entry.Ordinal, entry.Milliseconds, ""))]
            : [.. (await snapshot.ListByNameAsync(
                    _last is { } named ? new NameEntry(named.Name, named.Ordinal) : null, descending, ChunkSize, cancellation))
                .Select(entry => new CandidateKey(entry.Ordinal, 0, entry.Name))];
        _isIndexRead = chunk.Count < ChunkSize;
        if (chunk.Count > 0)
            _last = chunk[^1];
        foreach (var key in chunk)
            if (!allQueued.Contains(key.Ordinal))
                _fromIndex.Enqueue(key);
    }
}
