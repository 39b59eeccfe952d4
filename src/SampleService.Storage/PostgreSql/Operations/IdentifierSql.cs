namespace SampleService.Storage.PostgreSql;

/// <summary>The statements of <see cref="OperationIdentifiers"/>. A test sees to it that each finds its rows by an index.</summary>
internal static class IdentifierSql
{
    // LIMIT keeps the planner from turning the inner query into a join, which could read all identifiers there are.
    private const string Active =
        """
        unnest($1, $2) AS asked (namespace, value)
        CROSS JOIN LATERAL (
            SELECT * FROM identifiers AS d WHERE d.namespace = asked.namespace AND d.value = asked.value AND d.removed_at IS NULL
            LIMIT 1) AS i
        """;

    public const string FindSamples = $"SELECT i.sample_id FROM {Active}";

    public const string FindActive = $"SELECT i.namespace, i.value, i.sample_id, i.node_id, i.added_at, i.added_by FROM {Active}";

    public const string Count =
        """
        SELECT asked.id, (SELECT count(*) FROM identifiers AS i WHERE i.sample_id = asked.id AND i.removed_at IS NULL)
        FROM unnest($1) AS asked (id)
        """;

    // A row for each node that the newest version has.
    public const string FindNodes =
        """
        SELECT asked.sample_id, n.version, asked.node_id FROM unnest($1, $2) AS asked (sample_id, node_id)
        CROSS JOIN LATERAL (
            SELECT n.version FROM samples AS s JOIN sample_nodes AS n ON n.sample_id = s.id AND n.version = s.head
            WHERE s.id = asked.sample_id AND n.node_id = asked.node_id LIMIT 1) AS n
        """;

    public const string Remove =
        """
        UPDATE identifiers AS i SET removed_at = a.removed_at, removed_by = $4 FROM unnest($1, $2, $3) AS a (namespace, value, removed_at)
        WHERE i.namespace = a.namespace AND i.value = a.value AND i.removed_at IS NULL
        """;

    // A row comes back for each that is stored: for one that somebody else was faster to add there is none. Others who add are waited for, in the
    // order of the names, which is the same for all.
    public const string Insert =
        """
        INSERT INTO identifiers (namespace, value, sample_id, node_id, added_at, added_by, removed_at, removed_by)
        SELECT a.namespace, a.value, a.sample_id, a.node_id, $6, $7, a.removed_at, CASE WHEN a.removed_at IS NULL THEN NULL ELSE $7 END
        FROM unnest($1, $2, $3, $4, $5) WITH ORDINALITY AS a (namespace, value, sample_id, node_id, removed_at, place) ORDER BY a.place
        ON CONFLICT (namespace, value) WHERE removed_at IS NULL DO NOTHING RETURNING 1
        """;
}
