namespace SampleService.Storage;

/// <summary>Gives samples their ordinals one after the other, so that it does not matter which of them are stored together.</summary>
internal static class BulkOrdinals
{
    /// <summary>The ordinals, in the order of the samples.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="findTaken">Which of some ordinals samples have that are stored.</param>
    public static async ValueTask<long[]> GiveAsync(IReadOnlyList<BulkSample> samples, Func<long[], ValueTask<HashSet<long>>> findTaken)
    {
        var stored = await findTaken([.. samples.Select(static sample => Ordinal(sample, 0))]).ConfigureAwait(false);
        var given = new HashSet<long>();
        var ordinals = new long[samples.Count];
        for (var i = 0; i < ordinals.Length; i++)
        {
            var ordinal = Ordinal(samples[i], 0);
            var isTaken = stored.Contains(ordinal);
            for (var attempt = 1; isTaken || !given.Add(ordinal); attempt++)
            {
                if (attempt == SampleOrdinal.PerMillisecond)
                    throw new InvalidOperationException("No ordinal is free.");
                ordinal = Ordinal(samples[i], attempt);
                isTaken = (await findTaken([ordinal]).ConfigureAwait(false)).Count > 0;
            }

            ordinals[i] = ordinal;
        }

        return ordinals;
    }

    private static long Ordinal(BulkSample sample, int attempt) => SampleOrdinal.Of(sample.Created, SampleOrdinal.BitsOf(sample.Id, attempt));
}
