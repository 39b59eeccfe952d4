namespace SampleService.Storage;

/// <summary>What was gathered from sources within one snapshot: a source that was counted by gathering it need not be read again.</summary>
internal sealed class GatheredSources
{
    private readonly Dictionary<CandidateSource, IReadOnlyList<long>> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>The ordinals of a source; null if it has not been read to its end.</summary>
    /// <param name="source">The source.</param>
    /// <param name="max">How many are wanted at most.</param>
    public IReadOnlyList<long>? Find(CandidateSource source, int max) =>
        !_known.TryGetValue(source, out var known) ? null : known.Count <= max ? known : [.. known.Take(max)];

    /// <summary>Keeps what was read.</summary>
    /// <param name="source">The source.</param>
    /// <param name="ordinals">What it gave.</param>
    /// <param name="max">How many were read at most; so many may not be all.</param>
    public IReadOnlyList<long> Add(CandidateSource source, IReadOnlyList<long> ordinals, int max)
    {
        // Samples from before may have no ordinal, and are not among what other sources give although they were read.
        if (source is PostingSource && ordinals.Count < max)
            _known[source] = ordinals;
        return ordinals;
    }
}
