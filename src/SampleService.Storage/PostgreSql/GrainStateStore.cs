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

/// <summary>
/// The statements of <see cref="GrainStateStore"/>: $1 to $5 are the key. What Orleans does to the same rows
/// is said by the scripts.
/// </summary>
internal static class GrainStateSql
{
    private const string IsKey =
        "service_id = $1 AND state_name = $2 AND key_text = $3 AND key_n0 = $4 AND key_n1 = $5";

    private const string Now = "coalesce($6, current_milliseconds())";

    public const string Find = $"SELECT state::text, version FROM grain_states WHERE {IsKey}";

    public const string Insert =
        $"""
        INSERT INTO grain_states (service_id, state_name, key_text, key_n0, key_n1, state, version, modified_at)
        VALUES ($1, $2, $3, $4, $5, $7::json, 1, {Now})
        ON CONFLICT DO NOTHING
        RETURNING version
        """;

    public const string Update =
        $"""
        UPDATE grain_states SET state = $7::json, version = version + 1, modified_at = {Now}
        WHERE {IsKey} AND version = $8
        RETURNING version
        """;

    public const string Clear =
        $"""
        UPDATE grain_states SET state = NULL, version = version + 1, modified_at = {Now}
        WHERE {IsKey} AND version = $7
        RETURNING version
        """;
}
