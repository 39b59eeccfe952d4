using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>Candidates of several sources in order of creation, merged as they are listed.</summary>
/// <param name="snapshot">What is read from.</param>
/// <param name="sources">Sources that are ordered.</param>
/// <param name="range">Which ordinals, and in which direction.</param>
internal sealed class OrdinalStream(ISearchSnapshot snapshot, IEnumerable<CandidateSource> sources, OrdinalRange range) : ICandidateStream
{
    private const int ChunkSize = 256;

    private readonly CandidateSource[] _sources = [.. sources];
    private Lane[]? _lanes;
    private long? _last;

    public bool GivesFormerPlaces => false;

    public async Task<IReadOnlyList<CandidateKey>> NextAsync(int count, CancellationToken cancellation)
    {
        _lanes ??= await OpenAsync(Math.Min(count, ChunkSize), cancellation);
        var keys = new List<CandidateKey>(count);
        while (keys.Count < count)
        {
            Lane? next = null;
            foreach (var lane in _lanes)
                if (await lane.PeekAsync(cancellation) is { } ordinal && (next is null || IsBefore(ordinal, next.Current)))
                    next = lane;
            if (next is null)
                break;
            var current = next.Take();
            if (current != _last)
                keys.Add(CandidateKey.Of(current));
            _last = current;
        }

        return keys;
    }

    /// <summary>Lists the first of all sources together: mostly no more are needed.</summary>
    private async Task<Lane[]> OpenAsync(int count, CancellationToken cancellation)
    {
        if (range.From > range.To)
            return [];
        var listed = await snapshot.ListAsync(_sources, range, count, cancellation);
        return [.. _sources.Select((source, i) => new Lane(snapshot, source, range, listed[i], count))];
    }

    private bool IsBefore(long ordinal, long other) => range.Descending ? ordinal > other : ordinal < other;

    /// <summary>One source, listed chunk by chunk.</summary>
    private sealed class Lane
    {
        private readonly ISearchSnapshot _snapshot;
        private readonly CandidateSource _source;
        private IReadOnlyList<long> _chunk = [];
        private OrdinalRange _rest;
        private int _index;
        private bool _isEnded;

        public Lane(ISearchSnapshot snapshot, CandidateSource source, OrdinalRange range, IReadOnlyList<long> first, int size)
        {
            (_snapshot, _source, _rest) = (snapshot, source, range);
            Take(first, size);
        }

        public long Current => _chunk[_index];

        public async ValueTask<long?> PeekAsync(CancellationToken cancellation)
        {
            if (_index == _chunk.Count && !_isEnded)
                Take(await _snapshot.ListAsync(_source, _rest, ChunkSize, cancellation), ChunkSize);
            return _index < _chunk.Count ? Current : null;
        }

        public long Take() => _chunk[_index++];

        private void Take(IReadOnlyList<long> chunk, int size)
        {
            (_chunk, _index, _isEnded) = (chunk, 0, chunk.Count < size);
            if (chunk.Count > 0)
                _rest = _rest.Descending ? _rest with { To = chunk[^1] - 1 } : _rest with { From = chunk[^1] + 1 };
        }
    }
}
