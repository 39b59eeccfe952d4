using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>A sample that the back-fill looks at.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Ordinal">Its ordinal; null if it has none yet.</param>
/// <param name="Created">When it was created.</param>
internal sealed record OldSample(Guid Id, long? Ordinal, Timestamp Created)
{
    /// <summary>Ordinals for those that have none: as for a new sample, the next that is free.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="findTaken">Which of some ordinals other samples have.</param>
    public static async Task<Dictionary<Guid, long>> NumberAsync(IEnumerable<OldSample> samples, Func<IReadOnlyCollection<long>, Task<List<long>>> findTaken)
    {
        var numbered = new Dictionary<Guid, long>();
        var waiting = samples.Where(static sample => sample.Ordinal is null).ToList();
        var taken = new HashSet<long>();
        for (var attempt = 0; waiting.Count > 0; attempt++)
        {
            if (attempt == SampleOrdinal.PerMillisecond)
                throw new InvalidOperationException("No ordinal is free.");
            var asked = waiting.ToDictionary(
                static sample => sample, sample => SampleOrdinal.Of(sample.Created, SampleOrdinal.BitsOf(new SampleId(sample.Id), attempt)));
            taken.UnionWith(await findTaken([.. asked.Values.Distinct()]).ConfigureAwait(false));
            foreach (var (sample, ordinal) in asked)
                if (taken.Add(ordinal))
                {
                    numbered.Add(sample.Id, ordinal);
                    waiting.Remove(sample);
                }
        }

        return numbered;
    }
}
