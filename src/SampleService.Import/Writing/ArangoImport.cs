using System.Globalization;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Import;

/// <summary>
/// Moves the samples of a dump into the database: reads it into sorted runs on disk, compares what is there already, writes what is not, and reads
/// some of it back. Ended at any moment, it goes on when it is run again, and leads to the same database.
/// </summary>
/// <param name="store">The database, which this process has for itself.</param>
/// <param name="backfill">Says whether the database has its indexes.</param>
/// <param name="clock">What progress is measured by.</param>
public sealed class ArangoImport(IBulkStore store, IBackfillStore backfill, TimeProvider clock)
{
    /// <summary>Is told when all is read and compared.</summary>
    internal const string WritingLine = "Writing";

    /// <summary>Is told when all is written.</summary>
    internal const string CountingLine = "Counting";

    /// <summary>Refuses a folder that is no dump, before a database is opened or made for it.</summary>
    /// <exception cref="ImportException">It will not do.</exception>
    public static void RequireDump(ImportOptions options) => _ = DumpFolder.Open(options.DumpFolder, options.Collections);

    /// <summary>Runs it.</summary>
    /// <param name="options">What, and where to.</param>
    /// <param name="tell">Is told how far it is, a line at a time.</param>
    /// <param name="cancellation">Ends it; what was done stays done.</param>
    /// <exception cref="ImportException">The dump or the database will not do. Nothing was written, unless the message says so.</exception>
    /// <exception cref="ServiceException">The database failed.</exception>
    public async Task<ImportSummary> RunAsync(ImportOptions options, Action<string> tell, CancellationToken cancellation)
    {
        var progress = new ImportProgress(tell, clock);
        await RequireIndexesAsync(cancellation).ConfigureAwait(false);
        var dump = DumpFolder.Open(options.DumpFolder, options.Collections);
        SchemaCheck.Run(dump, options.Collections.Schema);
        using var staging = StagingFolder.Open(options.StagingFolder, dump.Describe(options.Collections));
        await Task.Run(
            () =>
            {
                var buffer = new RunBuffer(options.BytesPerRun);
                new DumpStaging(staging, dump, options.Collections, progress, buffer).Run(cancellation);
                new LinkSorting(staging, progress, buffer).Run(cancellation);
            },
            CancellationToken.None).ConfigureAwait(false);

        var before = await store.CountAsync(cancellation).ConfigureAwait(false);
        var passes = new ImportPasses(store, staging, options.Collections, progress);
        var isNew = before == default;
        var found = isNew ? 0 : await passes.CompareAsync(cancellation).ConfigureAwait(false);

        progress.Say(WritingLine);
        using var report = new ReportWriter(options.ReportFile);
        var written = await passes.WriteAsync(isNew, report, cancellation).ConfigureAwait(false);
        progress.Say(CountingLine);
        var after = await store.CountAsync(cancellation).ConfigureAwait(false);
        if (after != before + written.New)
            throw new ImportException($"The database has {after}; there should be {before + written.New}. Find out what else writes to it, and run the import again");
        var readBack = await passes.ReadBackAsync(written.All.Samples, cancellation).ConfigureAwait(false);
        report.Finish(CountDocuments(staging, options.Collections), written.All);
        staging.Delete();
        return new ImportSummary(written.All, written.New, found, readBack, report.Path, Summarize(report.Counts));
    }

    private async Task RequireIndexesAsync(CancellationToken cancellation)
    {
        if (!(await backfill.FindStateAsync(cancellation).ConfigureAwait(false)).AreIndexesThere)
            throw new ImportException(
                "The database is one from before, whose tables have not got all their indexes yet: start the service on it, and stop it when finds are not busy any more");
    }

    private static IEnumerable<(string Collection, long Documents)> CountDocuments(StagingFolder staging, CollectionNames names) =>
    [
        (names.Samples, staging.Manifest.CountOf(StagedSet.Samples)), (names.Versions, staging.Manifest.CountOf(StagedSet.Versions)),
        (names.Nodes, staging.Manifest.CountOf(StagedSet.Nodes)), (names.Links, staging.Manifest.CountOf(StagedSet.Links)),
    ];

    private static IReadOnlyList<string> Summarize(IReadOnlyDictionary<FindingKind, long> counts) =>
    [
        .. counts.OrderBy(static entry => entry.Key.Outcome).ThenBy(static entry => entry.Key.Name, StringComparer.Ordinal)
            .Select(static entry => string.Create(
                CultureInfo.InvariantCulture, $"{ReportWriter.NameOf(entry.Key.Outcome)} {entry.Value}: {entry.Key.Name}, {entry.Key.Meaning}")),
    ];
}
