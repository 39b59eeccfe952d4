using Npgsql;

namespace SampleService.Storage.PostgreSql;

/// <summary>States of grains in a PostgreSQL database, in the rows in which silos of Orleans keep them.</summary>
public sealed class GrainStateStore(PostgreSqlDatabase database) : IGrainStateStore
{
    /// <inheritdoc/>
    public ValueTask<StoredGrainState?> FindAsync(GrainStateKey key, CancellationToken cancellation) =>
        database.ReadAsync(
            (session, token) => session.ReadSingleAsync(Statement(GrainStateSql.Find, key), ReadState, token), cancellation);

    /// <inheritdoc/>
    public ValueTask<int?> WriteAsync(
        GrainStateKey key, ReadOnlyMemory<byte> json, int? seen, CancellationToken cancellation) =>
        ChangeAsync(
            () => seen is { } version
                ? Statement(GrainStateSql.Update, key).Bind(database.Now).BindText(json).Bind(version)
                : Statement(GrainStateSql.Insert, key).Bind(database.Now).BindText(json),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<int?> ClearAsync(GrainStateKey key, int seen, CancellationToken cancellation) =>
        ChangeAsync(() => Statement(GrainStateSql.Clear, key).Bind(database.Now).Bind(seen), cancellation);

    private ValueTask<int?> ChangeAsync(Func<PostgreSqlStatement> statement, CancellationToken cancellation) =>
        database.WriteAsync(
            (session, token) => session.ReadSingleAsync(statement(), static row => (int?)row.GetInt32(0), token),
            isIdempotent: false, cancellation);

    private static PostgreSqlStatement Statement(string sql, GrainStateKey key) =>
        new PostgreSqlStatement(sql).Bind(key.ServiceId).Bind(key.StateName).Bind(key.Text).Bind(key.N0).Bind(key.N1);

    private static StoredGrainState ReadState(NpgsqlDataReader row) =>
        new(row.IsDBNull(0) ? null : (ReadOnlyMemory<byte>?)row.GetFieldValue<byte[]>(0), row.GetInt32(1));
}
