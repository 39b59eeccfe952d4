using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>Candidates of several sources in order of creation, merged as they are listed.</summary>
/// <param name="snapshot">What is read from.</param>
/// <param name="sources">Sources that are ordered.</param>
/// <param name="range">Which ordinals, and in which direction.</param>
internal sealed class OrdinalStream(ISearchSnapshot snapshot, IEnumerable<CandidateSource> sources, OrdinalRange range) : ICandidateStream
{
    private const int ChunkSize = 256;

    private readonly Lane[] _lanes = [.. sources.Select(source => new Lane(snapshot, source, range))];
    private long? _last;

    public bool GivesFormerPlaces => false;

    public async Task<IReadOnlyList<CandidateKey>> NextAsync(int count, CancellationToken cancellation)
    {
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

    private bool IsBefore(long ordinal, long other) => range.Descending ? ordinal > other : ordinal < other;

    /// <summary>One source, listed chunk by chunk.</summary>
    private sealed class Lane(ISearchSnapshot snapshot, CandidateSource source, OrdinalRange range)
    {
        private IReadOnlyList<long> _chunk = [];
        private OrdinalRange _rest = range;
        private int _index;
        private bool _isEnded = range.From > range.To;

        public long Current => _chunk[_index];

        public async ValueTask<long?> PeekAsync(CancellationToken cancellation)
        {
            if (_index < _chunk.Count)
                return Current;
            if (_isEnded)
                return null;
            _chunk = await snapshot.ListAsync(source, _rest, ChunkSize, cancellation);
            _index = 0;
            _isEnded = _chunk.Count < ChunkSize;
            if (_chunk.Count == 0)
                return null;
            _rest = _rest.Descending ? _rest with { To = _chunk[^1] - 1 } : _rest with { From = _chunk[^1] + 1 };
            return Current;
        }

        public long Take() => _chunk[_index++];
    }
}
