using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>
/// States that grains keep for themselves. Every write is one transaction on condition of the version that was seen, so
/// of several at once one is made. On PostgreSQL the storage of Orleans does the same.
/// </summary>
/// <remarks>
/// All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database
/// fails. Whether a write was made is then unknown; it is not repeated.
/// </remarks>
public sealed class GrainStateStore(SqliteDatabase database)
{
    /// <summary>The stored state; null if there is none.</summary>
    public ValueTask<StoredGrainState?> FindAsync(GrainStateKey key, CancellationToken cancellation) =>
        database.ReadAsync(
            session => BindKey(session.Prepare(GrainStateSql.Find), key).ReadSingle(
                static row => new StoredGrainState(row.GetBytes(0), row.GetInt32(1))),
            cancellation);

    /// <summary>Stores a state.</summary>
    /// <param name="key">Whose, and which.</param>
    /// <param name="json">Its content, valid JSON in UTF-8.</param>
    /// <param name="seen">The version that was seen; null if there was none.</param>
    /// <param name="cancellation">Ends the wait; a write that has begun completes.</param>
    /// <returns>The new version; null, and nothing changed, if the stored one is not the one seen.</returns>
    public ValueTask<int?> WriteAsync(
        GrainStateKey key, ReadOnlyMemory<byte> json, int? seen, CancellationToken cancellation) =>
        database.WriteInAnyStateAsync(
            session =>
            {
                var statement = session.Prepare(seen is null ? GrainStateSql.Insert : GrainStateSql.Update);
                if (seen is { } version)
                    statement.Bind("@seen", version);
                return (int?)BindKey(statement.BindText("@state", json.Span), key)
                    .Bind("@now", Timestamp.Now(database.Clock).Milliseconds).ReadInt64();
            },
            cancellation);

    /// <summary>Removes a state; false, and nothing changed, if the stored version is not the one seen.</summary>
    public ValueTask<bool> DeleteAsync(GrainStateKey key, int seen, CancellationToken cancellation) =>
        database.WriteInAnyStateAsync(
            session => BindKey(session.Prepare(GrainStateSql.Delete), key).Bind("@seen", seen).ReadInt64() is not null, cancellation);

    private static SqliteStatement BindKey(SqliteStatement statement, GrainStateKey key) => statement
        .Bind("@service", key.ServiceId).Bind("@name", key.StateName).Bind("@text", key.Text);
}

/// <summary>A stored state of a grain.</summary>
/// <param name="Json">Its content in UTF-8.</param>
/// <param name="Version">From 1 on; every write adds one.</param>
public sealed record StoredGrainState(ReadOnlyMemory<byte> Json, int Version);

/// <summary>The statements of <see cref="GrainStateStore"/>.</summary>
internal static class GrainStateSql
{
    private const string IsKey =
        "service_id = @service AND state_name = @name AND key_text = @text AND key_n0 = 0 AND key_n1 = 0";

    public const string Find = $"SELECT state, version FROM grain_states WHERE {IsKey}";

    public const string Insert =
        """
        INSERT INTO grain_states (service_id, state_name, key_text, state, version, modified_at)
        VALUES (@service, @name, @text, @state, 1, @now)
        ON CONFLICT DO NOTHING
        RETURNING version
        """;

    public const string Update =
        $"""
        UPDATE grain_states SET state = @state, version = version + 1, modified_at = @now
        WHERE {IsKey} AND version = @seen
        RETURNING version
        """;

    public const string Delete = $"DELETE FROM grain_states WHERE {IsKey} AND version = @seen RETURNING version";
}
