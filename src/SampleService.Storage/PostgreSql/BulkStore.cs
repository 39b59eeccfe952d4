using System.Data;
using Npgsql;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>Takes samples into a PostgreSQL database, by COPY.</summary>
public sealed class BulkStore(PostgreSqlDatabase database) : IBulkStore
{
    /// <inheritdoc/>
    public async ValueTask<BulkCounts> CountAsync(CancellationToken cancellation) => await database.RunUnlimitedAsync(
        static (connection, token) => new PostgreSqlSession(connection).ReadSingleAsync(
            new PostgreSqlStatement(BulkSql.Count), static row => new BulkCounts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)),
            token),
        cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlySet<SampleId>> FindIdsAsync(IReadOnlyList<SampleId> ids, CancellationToken cancellation) =>
        await database.ReadAsync(
            async (session, token) => (await session.ReadAllAsync(
                Asked(BulkSql.FindIds, ids), static row => new SampleId(row.GetGuid(0)), token).ConfigureAwait(false)).ToHashSet(),
            cancellation, "FindBulkIds").ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<BulkSample>> FindAsync(IReadOnlyList<SampleId> ids, CancellationToken cancellation) =>
        await database.ReadAsync((session, token) => FindAsync(session, ids, token), cancellation, "FindBulk").ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<LinkId?> FindConflictAsync(IReadOnlyList<DataLink> links, CancellationToken cancellation)
    {
        var active = links.Where(static link => link.Expired is null).ToArray();
        return database.ReadAsync(
            (session, token) => session.ReadSingleAsync<LinkId?>(
                new PostgreSqlStatement(BulkSql.FindConflict)
                    .Bind([.. links.Select(static link => link.Id.Value)])
                    .Bind([.. active.Select(static link => link.Unit.Upa.Workspace.Value)])
                    .Bind([.. active.Select(static link => link.Unit.Upa.Object)])
                    .Bind([.. active.Select(static link => link.Unit.Upa.Version)])
                    .Bind([.. active.Select(static link => link.Unit.DataId)]),
                static row => new LinkId(row.GetGuid(0)), token),
            cancellation, "FindBulkConflict");
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(IReadOnlyList<BulkSample> samples, CancellationToken cancellation) =>
        await database.RunUnlimitedAsync(
            async (connection, token) =>
            {
                var session = new PostgreSqlSession(connection);
                return await session.InTransactionAsync(() => WriteAsync(session, connection, samples, token), static _ => true, token).ConfigureAwait(false);
            },
            cancellation).ConfigureAwait(false);

    private static PostgreSqlStatement Asked(string sql, IReadOnlyList<SampleId> ids) =>
        new PostgreSqlStatement(sql).Bind([.. ids.Select(static id => id.Value)]);

    private static async Task<List<BulkSample>> FindAsync(PostgreSqlSession session, IReadOnlyList<SampleId> ids, CancellationToken cancellation)
    {
        Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read) => session.ReadAllAsync(Asked(sql, ids), read, cancellation);
        return BulkRows.Assemble(
            await ReadAsync(BulkSql.FindSamples, static row => new BulkHeader(
                new SampleId(row.GetGuid(0)), row.GetUser(1), row.GetBoolean(2), row.GetTimestamp(3), row.GetTimestamp(4), row.GetInt32(5),
                row.GetInt64(6), row.GetBoolean(7))).ConfigureAwait(false),
            await ReadAsync(BulkSql.FindAcls, static row => (new SampleId(row.GetGuid(0)), row.GetString(1), row.GetString(2))).ConfigureAwait(false),
            await ReadAsync(BulkSql.FindVersions, static row => (
                new SampleId(row.GetGuid(0)),
                new BulkVersion(
                    row.GetInt32(1), row.GetUser(2), row.GetTimestamp(3), new WriteId(row.GetGuid(4)),
                    new SampleContent(row.GetStringOrNull(5), row.GetFieldValue<byte[]>(6), [])))).ConfigureAwait(false),
            await ReadAsync(BulkSql.FindNodes, static row => (
                new SampleVersionId(new SampleId(row.GetGuid(0)), row.GetInt32(1)), row.GetInt32(2),
                new NodeEntry(new NodeId(row.GetString(3)), row.GetInt32(4), row.GetInt32(5), row.IsDBNull(6) ? null : row.GetInt32(6)))).ConfigureAwait(false),
            await ReadAsync(BulkSql.FindLinks, static row => new DataLink(
                new LinkId(row.GetGuid(0)), new DataUnit(new Upa(new WorkspaceId(row.GetInt64(1)), row.GetInt64(2), row.GetInt64(3)), row.GetString(4)),
                new SampleVersionId(new SampleId(row.GetGuid(5)), row.GetInt32(6)), new NodeId(row.GetString(7)), row.GetUser(8), row.GetTimestamp(9),
                row.GetUserOrNull(10), row.GetTimestampOrNull(11))).ConfigureAwait(false));
    }

    private async Task<bool> WriteAsync(
        PostgreSqlSession session, NpgsqlConnection connection, IReadOnlyList<BulkSample> samples, CancellationToken cancellation)
    {
        // Comes first in the transaction, and fails in a state that refuses writes.
        await session.ExecuteAsync(PlatformStateSql.Guard(database.Now), cancellation).ConfigureAwait(false);
        var ordinals = await BulkOrdinals.GiveAsync(
            samples,
            async asked => [.. await session.ReadAllAsync(
                new PostgreSqlStatement(BackfillSql.FindTaken).Bind(asked), static row => row.GetInt64(0), cancellation).ConfigureAwait(false)]).ConfigureAwait(false);
        await new BulkCopy(connection, cancellation).RunAsync(samples, ordinals).ConfigureAwait(false);

        var objects = BulkRows.ObjectCounts(samples).ToArray();
        var versions = BulkRows.VersionCounts(samples).ToArray();
        var queued = await session.ReadSingleAsync(
            new PostgreSqlStatement(IndexSql.CountQueued).Bind(IBulkStore.MaxQueued), static row => row.GetInt32(0), cancellation).ConfigureAwait(false);
        await session.RunAsync(
            [
                queued + samples.Count <= IBulkStore.MaxQueued
                    ? new PostgreSqlStatement(BulkSql.Queue).Bind([.. ordinals.Where((_, i) => samples[i].HasHead)]).Bind(database.Now)
                    : new PostgreSqlStatement(BulkSql.BeginBackfill),
                new PostgreSqlStatement(BulkSql.AddToObjects)
                    .Bind([.. objects.Select(static count => count.Upa.Workspace.Value)]).Bind([.. objects.Select(static count => count.Upa.Object)])
                    .Bind([.. objects.Select(static count => count.Upa.Version)]).Bind([.. objects.Select(static count => count.Active)]),
                new PostgreSqlStatement(BulkSql.AddToSamples)
                    .Bind([.. versions.Select(static count => count.Version.Sample.Value)]).Bind([.. versions.Select(static count => count.Version.Version)])
                    .Bind([.. versions.Select(static count => count.Active)]),
            ],
            static (_, _) => Task.FromResult(true), CommandBehavior.Default, cancellation).ConfigureAwait(false);
        return true;
    }
}
