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

/// <summary>The statements of <see cref="GrainStateStore"/>.</summary>
internal static class GrainStateSql
{
    private const string IsKey =
        "service_id = @service AND state_name = @name AND key_text = @text AND key_n0 = @n0 AND key_n1 = @n1";

    public const string Find = $"SELECT state, version FROM grain_states WHERE {IsKey}";

    public const string Insert =
        """
        INSERT INTO grain_states (service_id, state_name, key_text, key_n0, key_n1, state, version, modified_at)
        VALUES (@service, @name, @text, @n0, @n1, @state, 1, @now)
        ON CONFLICT DO NOTHING
        RETURNING version
        """;

    // Clearing leaves @state unbound, which is NULL.
    public const string Update =
        $"""
        UPDATE grain_states SET state = @state, version = version + 1, modified_at = @now
        WHERE {IsKey} AND version = @seen
        RETURNING version
        """;
}
