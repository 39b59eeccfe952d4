using System.Data;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>Makes samples of a PostgreSQL database from before findable.</summary>
public sealed class BackfillStore(PostgreSqlDatabase database) : IBackfillStore
{
    private const int MaxSamples = 500;

    private bool _areIndexesThere;

    /// <inheritdoc/>
    public async ValueTask<BackfillState> FindStateAsync(CancellationToken cancellation)
    {
        var state = await database.ReadAsync(
            (session, token) => session.RunAsync(
                [
                    new PostgreSqlStatement(BackfillSql.FindState),
                    .. Volatile.Read(ref _areIndexesThere) ? [] : (PostgreSqlStatement[])[new PostgreSqlStatement(SearchSql.CountLackingIndexes)],
                ],
                static async (rows, token) =>
                {
                    await rows.ReadAsync(token).ConfigureAwait(false);
                    var (complete, done) = (rows.GetBoolean(0), rows.GetInt64(1));
                    var lacking = await rows.NextResultAsync(token).ConfigureAwait(false) && await rows.ReadAsync(token).ConfigureAwait(false) ? rows.GetInt64(0) : 0;
                    return new BackfillState(lacking == 0, complete, done);
                },
                CommandBehavior.Default, token),
            cancellation, "FindBackfill").ConfigureAwait(false);
        Volatile.Write(ref _areIndexesThere, state.AreIndexesThere);
        return state;
    }

    /// <inheritdoc/>
    public Task<bool> MakeIndexesAsync(CancellationToken cancellation) => LateIndexes.MakeAsync(database, cancellation);

    /// <inheritdoc/>
    public ValueTask<int> GoOnAsync(int max, CancellationToken cancellation) => database.WriteUntoldAsync(
        (session, token) => session.InTransactionAsync(() => GoOnAsync(session, Math.Min(max, MaxSamples), token), static _ => true, token),
        isIdempotent: true, cancellation, "BackfillSamples");

    private async Task<int> GoOnAsync(PostgreSqlSession session, int max, CancellationToken cancellation)
    {
        var (isComplete, resumeAt) = await session.RunAsync(
            [new PostgreSqlStatement(SearchSql.UseIndexes), new PostgreSqlStatement(BackfillSql.TryLock), new PostgreSqlStatement(BackfillSql.FindState)],
            static async (rows, token) =>
            {
                if (!await rows.ReadAsync(token).ConfigureAwait(false) || !rows.GetBoolean(0))
                    return (true, Guid.Empty);
                await rows.NextResultAsync(token).ConfigureAwait(false);
                await rows.ReadAsync(token).ConfigureAwait(false);
                return (rows.GetBoolean(0), rows.IsDBNull(2) ? Guid.Empty : rows.GetGuid(2));
            },
            CommandBehavior.Default, cancellation).ConfigureAwait(false);
        if (isComplete)
            return 0;

        var samples = await session.ReadAllAsync(
            new PostgreSqlStatement(BackfillSql.LockSamples).Bind(resumeAt).Bind((long)max),
            static row => new OldSample(row.GetGuid(0), row.IsDBNull(1) ? null : row.GetInt64(1), row.GetTimestamp(2)), cancellation).ConfigureAwait(false);
        var numbered = await OldSample.NumberAsync(
            samples,
            taken => session.ReadAllAsync(
                new PostgreSqlStatement(BackfillSql.FindTaken).Bind([.. taken]), static row => row.GetInt64(0), cancellation)).ConfigureAwait(false);
        Guid[] ids = [.. samples.Select(static sample => sample.Id)];
        Guid[] old = [.. numbered.Keys];
        long[] ordinals = [.. numbered.Values];
        await session.RunAsync(
            [
                new PostgreSqlStatement(BackfillSql.BeginHistories).Bind(old).Bind(database.Now),
                new PostgreSqlStatement(BackfillSql.SetOrdinals).Bind(old).Bind(ordinals),
                new PostgreSqlStatement(BackfillSql.SetAclOrdinals).Bind(old).Bind(ordinals),
                new PostgreSqlStatement(BackfillSql.ForgetIndexed).Bind(ids),
                new PostgreSqlStatement(BackfillSql.Queue).Bind(ids).Bind(database.Now),
                new PostgreSqlStatement(BackfillSql.Remember)
                    .Bind(ids.Length == 0 ? (Guid?)null : ids[^1]).Bind((long)ids.Length).Bind(ids.Length < max),
            ],
            static (_, _) => Task.FromResult(true), CommandBehavior.Default, cancellation).ConfigureAwait(false);
        return ids.Length;
    }
}
