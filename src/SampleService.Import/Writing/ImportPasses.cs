using System.Globalization;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Import;

/// <summary>The times that all samples of a dump are gone through.</summary>
internal sealed class ImportPasses(IBulkStore store, StagingFolder staging, CollectionNames names, ImportProgress progress)
{
    /// <summary>About so many samples are read back.</summary>
    private const int ReadBackSamples = 1000;

    private const int SamplesPerRead = 200;

    /// <summary>Looks for what is in the way in a database that is not empty.</summary>
    /// <returns>How many samples are there already, equal.</returns>
    /// <exception cref="ImportException">There are others.</exception>
    public async Task<long> CompareAsync(CancellationToken cancellation)
    {
        var (equal, others, first, seen) = (0L, 0L, "", 0L);
        await MappedSamples.ForEachBatchAsync(
            staging, new MappingContext(names, FindingSink.None), static _ => true,
            async (batch, token) =>
            {
                foreach (var part in batch.Chunk(SamplesPerRead))
                {
                    var found = (await store.FindAsync([.. part.Select(static sample => sample.Id)], token).ConfigureAwait(false))
                        .ToDictionary(static sample => sample.Id);
                    foreach (var sample in part)
                        if (found.TryGetValue(sample.Id, out var stored))
                            if (stored.IsSameAs(sample))
                                equal++;
                            else
                                Add($"sample {sample.Id}");
                    var links = part.Where(sample => !found.ContainsKey(sample.Id)).SelectMany(static sample => sample.Links).ToArray();
                    if (links.Length > 0 && await store.FindConflictAsync(links, token).ConfigureAwait(false) is { } link)
                        Add($"link {link}");
                }

                seen += batch.Count;
                progress.Tell(() => string.Create(CultureInfo.InvariantCulture, $"Comparing with the database: {seen} samples, {equal} are there"));
            },
            cancellation).ConfigureAwait(false);
        if (others > 0)
            throw new ImportException(string.Create(
                CultureInfo.InvariantCulture,
                $"The database has {others} others of the same ids or data units, such as {first}: made by somebody else, or changed since they were imported. Nothing was written"));
        return equal;

        void Add(string other)
        {
            if (others++ == 0)
                first = other;
        }
    }

    /// <summary>Writes what is not there.</summary>
    /// <param name="isNew">Whether nothing is there.</param>
    /// <param name="report">Takes what is found.</param>
    public async Task<(BulkCounts All, BulkCounts New)> WriteAsync(bool isNew, ReportWriter report, CancellationToken cancellation)
    {
        var (all, written, total) = (default(BulkCounts), default(BulkCounts), staging.Manifest.CountOf(StagedSet.Samples));
        await MappedSamples.ForEachBatchAsync(
            staging, new MappingContext(names, new ReportSink(report)), static _ => true,
            async (batch, token) =>
            {
                var there = isNew ? null : await store.FindIdsAsync([.. batch.Select(static sample => sample.Id)], token).ConfigureAwait(false);
                BulkSample[] lacking = [.. batch.Where(sample => there?.Contains(sample.Id) != true)];
                if (lacking.Length > 0)
                    await store.WriteAsync(lacking, token).ConfigureAwait(false);
                all = batch.Aggregate(all, static (sum, sample) => sum + BulkCounts.Of(sample));
                written = lacking.Aggregate(written, static (sum, sample) => sum + BulkCounts.Of(sample));
                progress.Tell(() => string.Create(CultureInfo.InvariantCulture, $"Writing: {all.Samples} of {total} samples, {all.Links} links"));
            },
            cancellation).ConfigureAwait(false);
        return (all, written);
    }

    /// <summary>Reads samples back, chosen at random, and compares them with their documents.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="ImportException">One is not as it should be.</exception>
    public async Task<long> ReadBackAsync(long samples, CancellationToken cancellation)
    {
        var read = 0L;
        var part = samples <= ReadBackSamples ? 1 : (double)ReadBackSamples / samples;
        await MappedSamples.ForEachBatchAsync(
            staging, new MappingContext(names, FindingSink.None), _ => part >= 1 || Random.Shared.NextDouble() < part,
            async (batch, token) =>
            {
                foreach (var some in batch.Chunk(SamplesPerRead))
                {
                    var found = (await store.FindAsync([.. some.Select(static sample => sample.Id)], token).ConfigureAwait(false))
                        .ToDictionary(static sample => sample.Id);
                    foreach (var sample in some)
                        if (!found.TryGetValue(sample.Id, out var stored) || !stored.IsSameAs(sample))
                            throw new ImportException($"The sample {sample.Id} is not stored as it is in the dump. This should not happen; do not use the database");
                }

                read += batch.Count;
                progress.Tell(() => string.Create(CultureInfo.InvariantCulture, $"Reading back: {read} samples"));
            },
            cancellation).ConfigureAwait(false);
        return read;
    }
}
