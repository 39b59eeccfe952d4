namespace SampleService.Storage.Sqlite;

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
