using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>An entry of a candidate.</summary>
/// <param name="Sample">The candidate.</param>
/// <param name="Value">What it has.</param>
/// <param name="IsShown">Whether who asks may see it.</param>
internal readonly record struct CandidateEntry<T>(SampleId Sample, T Value, bool IsShown = true);

/// <summary>
/// Entries of candidates, read in the order of the candidates up to a number, so that a call reads many of one sample at most: those of the first are read whole.
/// The first candidate has all of its own in any case: a walk goes on with each call.
/// </summary>
internal sealed class CandidateEntries<T>
{
    private readonly Dictionary<SampleId, int> _counts;
    private readonly ILookup<SampleId, T> _shown;
    private readonly HashSet<SampleId> _leftOut;

    private CandidateEntries(IReadOnlyCollection<CandidateEntry<T>> entries, IEnumerable<SampleId> leftOut)
    {
        _counts = entries.CountBy(static entry => entry.Sample).ToDictionary();
        _shown = entries.Where(static entry => entry.IsShown).ToLookup(static entry => entry.Sample, static entry => entry.Value);
        _leftOut = [.. leftOut];
    }

    /// <summary>Reads them.</summary>
    /// <param name="samples">The candidates, each once.</param>
    /// <param name="max">How many entries at most.</param>
    /// <param name="read">Reads the entries of some candidates, in the order of these, up to a number.</param>
    public static async Task<CandidateEntries<T>> ReadAsync(
        IReadOnlyList<SampleId> samples, int max, Func<IReadOnlyList<SampleId>, long, Task<List<CandidateEntry<T>>>> read)
    {
        var entries = await read(samples, (long)max + 1).ConfigureAwait(false);
        if (entries.Count <= max)
            return new(entries, []);
        // Of the last one there may be more.
        var last = entries[^1].Sample;
        var complete = samples.TakeWhile(sample => sample != last).Count();
        return complete == 0
            ? new(await read([last], long.MaxValue).ConfigureAwait(false), samples.Skip(1))
            : new([.. entries.Where(entry => entry.Sample != last)], samples.Skip(complete));
    }

    /// <summary>Whether the entries of a candidate were left out.</summary>
    public bool IsLeftOut(SampleId sample) => _leftOut.Contains(sample);

    /// <summary>How many entries of a candidate were read.</summary>
    public int CountOf(SampleId sample) => _counts.GetValueOrDefault(sample);

    /// <summary>The entries of a candidate that are shown.</summary>
    public IEnumerable<T> ShownOf(SampleId sample) => _shown[sample];
}
