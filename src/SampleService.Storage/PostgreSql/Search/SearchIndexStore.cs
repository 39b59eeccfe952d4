using System.Data;
using Microsoft.Extensions.Logging;
using Npgsql;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>Writes postings to a PostgreSQL database.</summary>
public sealed class SearchIndexStore(PostgreSqlDatabase database, ILogger<SearchIndexStore> log) : ISearchIndexStore
{
    private const int MaxBatch = 500;

    private const long MaxBytesOfTrees = 16 * 1024 * 1024;

    private const string Operation = "IndexSamples";

    /// <inheritdoc/>
    public async ValueTask<IndexingResult> IndexAsync(int max, CancellationToken cancellation)
    {
        // What only looks is no write: nothing would tell that a database takes none.
        if (!await database.ReadAsync(
            static (session, token) => session.ReadAnyAsync(new PostgreSqlStatement(IndexSql.FindQueued).Bind(1), token), cancellation, Operation)
            .ConfigureAwait(false))
            return default;
        List<QueuedSample> tried = [];
        try
        {
            return await RunAsync(() => new PostgreSqlStatement(IndexSql.FindQueued).Bind(Math.Min(max, MaxBatch)), tried, cancellation).ConfigureAwait(false);
        }
        catch (ServiceException exception) when (IsOfTheData(exception))
        {
            return await IndexEachAsync([.. tried], cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> CountQueuedAsync(int max, CancellationToken cancellation) => database.ReadAsync(
        (session, token) => session.ReadSingleAsync(
            new PostgreSqlStatement(IndexSql.CountQueued).Bind(max), static row => row.GetInt32(0), token),
        cancellation);

    /// <inheritdoc/>
    public Task<bool> WaitForSaveAsync(TimeSpan longest, CancellationToken cancellation) => database.SearchQueue.Saves.WaitAsync(longest, cancellation);

    /// <inheritdoc/>
    public Task<bool> WaitForSlowFindAsync(TimeSpan longest, CancellationToken cancellation) =>
        database.SearchQueue.SlowFinds.WaitAsync(longest, cancellation);

    /// <inheritdoc/>
    public void HoldSaves(bool areHeld) => database.SearchQueue.HoldSaves(areHeld);

    /// <summary>One of them cannot be stored, so none was: each is tried by itself.</summary>
    private async Task<IndexingResult> IndexEachAsync(List<QueuedSample> samples, CancellationToken cancellation)
    {
        var all = default(IndexingResult);
        foreach (var sample in samples)
        {
            IndexingResult one;
            try
            {
                one = await RunAsync(() => new PostgreSqlStatement(IndexSql.FindQueuedOf).Bind([sample.Ordinal]), [], cancellation).ConfigureAwait(false);
            }
            catch (ServiceException exception) when (IsOfTheData(exception))
            {
                SearchIndexLog.Failed(log, exception);
                await database.WriteUntoldAsync(
                    async (session, token) =>
                    {
                        await NoteFailuresAsync(session, [sample], token).ConfigureAwait(false);
                        return true;
                    },
                    isIdempotent: false, cancellation, Operation).ConfigureAwait(false);
                one = new IndexingResult(0, Failed: 1, 0);
            }

            all = new IndexingResult(all.Indexed + one.Indexed, all.Failed + one.Failed, all.Passed + one.Passed);
        }

        return all;
    }

    private async Task<IndexingResult> RunAsync(Func<PostgreSqlStatement> find, List<QueuedSample> tried, CancellationToken cancellation)
    {
        var numbers = new Numbers(database.Numbers);
        var result = await database.WriteUntoldAsync(
            (session, token) => session.InTransactionAsync(
                async () =>
                {
                    // What an attempt before has given was undone with it.
                    numbers = new Numbers(database.Numbers);
                    tried.Clear();
                    tried.AddRange(await TakeAsync(session, find(), token).ConfigureAwait(false));
                    return tried.Count == 0 ? default : await IndexAsync(session, tried, numbers, token).ConfigureAwait(false);
                },
                static _ => true, token),
            isIdempotent: true, cancellation, Operation).ConfigureAwait(false);
        numbers.Keep();
        return result;
    }

    /// <summary>Samples of the queue; none where another process is at work.</summary>
    private static Task<List<QueuedSample>> TakeAsync(PostgreSqlSession session, PostgreSqlStatement find, CancellationToken cancellation) =>
        session.RunAsync(
            [new PostgreSqlStatement(SearchSql.UseIndexes), new PostgreSqlStatement(IndexSql.TryLock), find],
            static async (rows, token) =>
            {
                if (!await rows.ReadAsync(token).ConfigureAwait(false) || !rows.GetBoolean(0))
                    return [];
                await rows.NextResultAsync(token).ConfigureAwait(false);
                var queued = new List<QueuedSample>();
                while (await rows.ReadAsync(token).ConfigureAwait(false))
                    queued.Add(new QueuedSample(
                        rows.GetInt64(0), rows.GetGuid(1), rows.GetInt32(2), rows.GetInt32(3), rows.GetBoolean(4), rows.GetInt64(5)));
                return QueuedSample.TakeBatch(queued, MaxBytesOfTrees);
            },
            CommandBehavior.Default, cancellation);

    private async Task<IndexingResult> IndexAsync(
        PostgreSqlSession session, List<QueuedSample> samples, Numbers numbers, CancellationToken cancellation)
    {
        var versions = await ReadVersionsAsync(session, samples, cancellation).ConfigureAwait(false);
        var changes = PostingChanges.Of(samples, versions, exception => SearchIndexLog.Failed(log, exception));
        var unchanged = await LockAsync(session, changes.Made, cancellation).ConfigureAwait(false);
        if (unchanged.Count > 0)
            await PostingWriter.WriteAsync(session, unchanged, numbers, cancellation).ConfigureAwait(false);
        if (changes.Failed.Count > 0)
            await NoteFailuresAsync(session, changes.Failed, cancellation).ConfigureAwait(false);
        return new IndexingResult(unchanged.Count, changes.Failed.Count, changes.Made.Count - unchanged.Count);
    }

    private static async Task<Dictionary<(Guid Id, int Version), StoredVersion>> ReadVersionsAsync(
        PostgreSqlSession session, List<QueuedSample> samples, CancellationToken cancellation)
    {
        var asked = samples.SelectMany(static sample => sample.Versions).ToArray();
        var rows = await session.ReadAllAsync(
            new PostgreSqlStatement(IndexSql.FindVersions)
                .Bind(Array.ConvertAll(asked, static version => version.Id)).Bind(Array.ConvertAll(asked, static version => version.Version)),
            static row => (
                Id: row.GetGuid(0), Version: row.GetInt32(1),
                Stored: new StoredVersion(row.GetStringOrNull(2), row.GetTimestamp(3), row.GetStringOrNull(4), row.GetFieldValue<byte[]>(5))),
            cancellation).ConfigureAwait(false);
        return rows.ToDictionary(static row => (row.Id, row.Version), static row => row.Stored);
    }

    /// <summary>The changes of those samples whose rows are as they were read; they stay so until the transaction ends.</summary>
    private static async Task<List<PostingChange>> LockAsync(
        PostgreSqlSession session, IReadOnlyList<PostingChange> changes, CancellationToken cancellation)
    {
        var locked = (await session.ReadAllAsync(
            new PostgreSqlStatement(IndexSql.LockSamples).Bind([.. changes.Select(static change => change.Sample.Ordinal)]),
            static row => (Ordinal: row.GetInt64(0), Head: row.GetInt32(1), Indexed: row.GetInt32(2)), cancellation).ConfigureAwait(false)).ToHashSet();
        return [.. changes.Where(change => locked.Contains((change.Sample.Ordinal, change.Sample.Head, change.Sample.Indexed)))];
    }

    private static Task NoteFailuresAsync(PostgreSqlSession session, IReadOnlyList<QueuedSample> samples, CancellationToken cancellation) =>
        session.ExecuteAsync(
            new PostgreSqlStatement(IndexSql.AddFailures)
                .Bind([.. samples.Select(static sample => sample.Ordinal)]).Bind([.. samples.Select(static sample => sample.Head)]),
            cancellation);

    private static bool IsOfTheData(ServiceException exception) =>
        exception.InnerException is PostgresException failure && SqlStates.IsOfTheData(failure.SqlState);
}
