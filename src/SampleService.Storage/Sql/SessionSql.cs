namespace SampleService.Storage.Sql;

/// <summary>
/// The statements of <see cref="SessionStore"/>. The names under which the grains keep their states stand in them as they do in the
/// scripts: only so are the indexes of sessions found.
/// </summary>
internal sealed class SessionSql(SqlDialect dialect)
{
    // The whole primary key but for the text.
    private const string IsSession = "service_id = 'sample-service' AND state_name = 'session' AND key_n0 = 0 AND key_n1 = 0";

    private const string Expiry = "CAST(state ->> 'idle_expires_at' AS bigint)";

    private const string Begin = "CAST(state ->> 'began_at' AS bigint)";

    public string FindVersions { get; } =
        $"SELECT key_text, version FROM grain_states WHERE {IsSession} AND key_text {dialect.IsAnyOf("$1")}";

    // There are hardly more than concurrent logins have added. Rows are locked in an order, so that no two transactions wait for each other.
    public string RemoveOldest { get; } =
        $"""
        DELETE FROM grain_states WHERE {IsSession} AND key_text IN (
            SELECT key_text FROM grain_states WHERE state_name = 'session' AND state ->> 'user' = $1
            ORDER BY {Begin} DESC, key_text DESC LIMIT 1000 OFFSET $2{dialect.ForUpdate})
        RETURNING key_text
        """;

    public string RemoveExpired { get; } =
        $"""
        DELETE FROM grain_states WHERE {IsSession} AND key_text IN (
            SELECT key_text FROM grain_states WHERE state_name = 'session' AND {Expiry} < $1
            ORDER BY {Expiry}, key_text LIMIT $2{dialect.ForUpdate})
        RETURNING key_text
        """;
}
