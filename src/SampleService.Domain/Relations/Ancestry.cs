namespace SampleService.Domain;

/// <summary>
/// What samples come from, by the relations without circles: of a sample its parents, of them theirs. Used by one thread.
/// </summary>
public sealed class Ancestry
{
    /// <summary>The most ancestors of a sample that are looked at.</summary>
    public const int MaxAncestors = 100_000;

    private readonly Dictionary<SampleId, Dictionary<SampleId, int>> _parents = [];
    private readonly HashSet<SampleId> _known = [];

    /// <summary>Of no sample.</summary>
    public static Ancestry None => new() { IsWhole = true };

    /// <summary>Whether all ancestors of the samples are known that were asked about; else only those that were added as known.</summary>
    public bool IsWhole { get; init; }

    /// <summary>All relations from a sample to its parents are there, or are added now. False if that was so already.</summary>
    public bool AddKnown(SampleId sample) => _known.Add(sample);

    /// <summary>One relation more from a sample to one of its parents.</summary>
    public void Add(SampleId sample, SampleId parent)
    {
        if (!_parents.TryGetValue(sample, out var parents))
            _parents.Add(sample, parents = []);
        parents[parent] = parents.GetValueOrDefault(parent) + 1;
    }

    /// <summary>One relation less.</summary>
    public void Remove(SampleId sample, SampleId parent)
    {
        if (_parents.TryGetValue(sample, out var parents) && parents.TryGetValue(parent, out var count))
        {
            if (count == 1)
                parents.Remove(parent);
            else
                parents[parent] = count - 1;
        }
    }

    /// <summary>Whether a sample is another one, or among its ancestors; null if there are too many of them to say.</summary>
    public bool? Has(SampleId of, SampleId sample)
    {
        var seen = new HashSet<SampleId> { of };
        var next = new Queue<SampleId>(seen);
        var isWhole = true;
        while (next.TryDequeue(out var one))
        {
            if (one == sample)
                return true;
            isWhole &= IsWhole || _known.Contains(one);
            if (!_parents.TryGetValue(one, out var parents))
                continue;
            foreach (var parent in parents.Keys)
                if (seen.Add(parent))
                    next.Enqueue(parent);
            // Itself is not one of them.
            if (seen.Count > MaxAncestors + 1)
                return seen.Contains(sample) ? true : null;
        }

        return isWhole ? false : null;
    }
}
