namespace SampleService.Storage.PostgreSql;

/// <summary>The statements about relations that only PostgreSQL has.</summary>
internal static class RelationChangeSql
{
    // Of all calls that are about relations one goes on at a time, so that two additions cannot close a circle together.
    public const string Lock = "SELECT pg_advisory_xact_lock(hashtextextended('sample service, relations of ' || current_schema(), 0))";

    public const string End =
        """
        UPDATE relations AS r SET ended_at = a.ended_at, ended_by = $3 FROM unnest($1, $2) AS a (id, ended_at) WHERE r.id = a.id
        """;

    public const string Insert =
        """
        INSERT INTO relations (
            id, type, from_sample, from_version, from_node, to_sample, to_version, to_node, created_at, created_by, ended_at, ended_by)
        SELECT a.id, a.type, a.from_sample, a.from_version, a.from_node, a.to_sample, a.to_version, a.to_node, $10, $11, a.ended_at,
            CASE WHEN a.ended_at IS NULL THEN NULL ELSE $11 END
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) AS a (
            id, type, from_sample, from_version, from_node, to_sample, to_version, to_node, ended_at)
        """;
}
