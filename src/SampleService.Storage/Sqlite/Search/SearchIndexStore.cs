using Microsoft.Extensions.Logging;
using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>Writes postings to a SQLite database: they are made beside the thread that writes, and written by it between other writes.</summary>
public sealed class SearchIndexStore(SqliteDatabase database, ILogger<SearchIndexStore> log) : ISearchIndexStore
{
    /// <summary>More would keep other writes waiting.</summary>
    private const int MaxBatch = 100;

    private const long MaxBytesOfTrees = 4 * 1024 * 1024;

    private const string Operation = "IndexSamples";

    /// <inheritdoc/>
    public async ValueTask<IndexingResult> IndexAsync(int max, CancellationToken cancellation)
    {
        var (samples, versions) = await database.ReadAsync(session => Take(session, Math.Min(max, MaxBatch)), cancellation, Operation).ConfigureAwait(false);
        if (samples.Count == 0)
            return default;
        var changes = PostingChanges.Of(samples, versions, exception => SearchIndexLog.Failed(log, exception));
        var numbers = new Numbers(database.Numbers);
        var result = await database.WriteAsync(session => Write(session, changes, numbers), cancellation, Operation).ConfigureAwait(false);
        numbers.Keep();
        return result;
    }

    /// <inheritdoc/>
    public ValueTask<int> CountQueuedAsync(int max, CancellationToken cancellation) => database.ReadAsync(
        session => (int)session.Prepare(IndexSql.CountQueued).Bind("@limit", max).ReadInt64()!, cancellation);

    /// <inheritdoc/>
    public Task<bool> WaitForSaveAsync(TimeSpan longest, CancellationToken cancellation) => database.SearchQueue.Saves.WaitAsync(longest, cancellation);

    /// <inheritdoc/>
    public Task<bool> WaitForSlowFindAsync(TimeSpan longest, CancellationToken cancellation) =>
        database.SearchQueue.SlowFinds.WaitAsync(longest, cancellation);

    /// <inheritdoc/>
    public void HoldSaves(bool areHeld) => database.SearchQueue.HoldSaves(areHeld);

    private static (List<QueuedSample> Samples, Dictionary<(Guid Id, int Version), StoredVersion> Versions) Take(SqliteSession session, int max)
    {
        var samples = QueuedSample.TakeBatch(
            session.Prepare(IndexSql.FindQueued).Bind("@limit", max).ReadAll(static row => new QueuedSample(
                row.GetInt64(0), row.GetGuid(1), row.GetInt32(2), row.GetInt32(3), row.GetBoolean(4), row.GetInt64(5))),
            MaxBytesOfTrees);
        var versions = samples.SelectMany(static sample => sample.Versions).ToDictionary(
            static version => version,
            version => session.Prepare(IndexSql.FindVersion).Bind("@id", version.Id).Bind("@version", version.Version).ReadSingle(static row =>
                new StoredVersion(row.GetStringOrNull(0), new Timestamp(row.GetInt64(1)), row.GetStringOrNull(2), row.GetBytes(3)))!);
        return (samples, versions);
    }

    /// <summary>Writes the changes of those samples whose rows are as they were read.</summary>
    private static IndexingResult Write(SqliteSession session, PostingChanges changes, Numbers numbers)
    {
        var unchanged = changes.Made.Where(change => IsUnchanged(session, change.Sample)).ToList();
        PostingWriter.Write(session, unchanged, numbers);
        foreach (var sample in changes.Failed)
            session.Prepare(IndexSql.AddFailure).Bind("@ordinal", sample.Ordinal).Bind("@version", sample.Head).Execute();
        return new IndexingResult(unchanged.Count, changes.Failed.Count, changes.Made.Count - unchanged.Count);
    }

    private static bool IsUnchanged(SqliteSession session, QueuedSample sample) =>
        session.Prepare(IndexSql.FindRow).Bind("@ordinal", sample.Ordinal).ReadSingle(static row => (row.GetInt32(0), row.GetInt32(1)))
            == (sample.Head, sample.Indexed);
}
