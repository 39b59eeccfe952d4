namespace SampleService.Grains;

/// <summary>Candidates that were gathered, sorted.</summary>
internal sealed class SortedStream : ICandidateStream
{
    private readonly List<CandidateKey> _keys;
    private int _next;

    /// <param name="keys">The candidates.</param>
    /// <param name="descending">Whether the order is turned round.</param>
    /// <param name="after">Those up to this one are left out; null for none.</param>
    public SortedStream(IEnumerable<CandidateKey> keys, bool descending, CandidateKey? after)
    {
        var sign = descending ? -1 : 1;
        _keys = [.. keys.Where(key => after is not { } last || sign * key.CompareTo(last) > 0).Distinct()];
        _keys.Sort((one, other) => sign * one.CompareTo(other));
    }

    public bool GivesFormerPlaces => false;

    public Task<IReadOnlyList<CandidateKey>> NextAsync(int count, CancellationToken cancellation)
    {
        IReadOnlyList<CandidateKey> part = _keys.GetRange(_next, Math.Min(count, _keys.Count - _next));
        _next += part.Count;
        return Task.FromResult(part);
    }
}
