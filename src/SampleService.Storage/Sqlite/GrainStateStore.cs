using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>States of grains in a SQLite database.</summary>
public sealed class GrainStateStore(SqliteDatabase database) : IGrainStateStore
{
    /// <inheritdoc/>
    public ValueTask<StoredGrainState?> FindAsync(GrainStateKey key, CancellationToken cancellation) =>
        database.ReadAsync(
            session => BindKey(session.Prepare(GrainStateSql.Find), key).ReadSingle(static row =>
                new StoredGrainState(row.IsNull(0) ? null : (ReadOnlyMemory<byte>?)row.GetBytes(0), row.GetInt32(1))),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<int?> WriteAsync(
        GrainStateKey key, ReadOnlyMemory<byte> json, int? seen, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
            {
                var statement = session.Prepare(seen is null ? GrainStateSql.Insert : GrainStateSql.Update);
                if (seen is { } version)
                    statement.Bind("@seen", version);
                return Change(statement.BindText("@state", json.Span), key);
            },
            cancellation);

    /// <inheritdoc/>
    public ValueTask<int?> ClearAsync(GrainStateKey key, int seen, CancellationToken cancellation) =>
        database.WriteAsync(
            session => Change(session.Prepare(GrainStateSql.Update).Bind("@seen", seen), key), cancellation);

    private int? Change(SqliteStatement statement, GrainStateKey key) =>
        (int?)BindKey(statement, key).Bind("@now", Timestamp.Now(database.Clock).Milliseconds).ReadInt64();

    private static SqliteStatement BindKey(SqliteStatement statement, GrainStateKey key) => statement
        .Bind("@service", key.ServiceId).Bind("@name", key.StateName).Bind("@text", key.Text)
        .Bind("@n0", key.N0).Bind("@n1", key.N1);
}
