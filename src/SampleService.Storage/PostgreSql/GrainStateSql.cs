namespace SampleService.Storage.PostgreSql;

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
