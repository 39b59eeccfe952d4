namespace SampleService.Storage.PostgreSql;

/// <summary>The statements of <see cref="SampleStore"/>. A test sees to it that each finds its rows by an index.</summary>
internal static class SampleSql
{
    private const string HeaderColumns =
        "s.id, s.owner, s.head, s.public_read, s.acl_version, a.level, a.user_name";

    private const string VersionColumns = "v.version, v.saved_by, v.name, v.saved_at, v.node_tree";

    // One row for each user with rights, one without user if there is none.
    public const string FindHeader =
        $"SELECT {HeaderColumns} FROM samples AS s LEFT JOIN sample_acls AS a ON a.sample_id = s.id WHERE s.id = $1";

    public const string FindHeaders =
        $"""
        SELECT {HeaderColumns} FROM unnest($1) AS asked (id)
        JOIN samples AS s ON s.id = asked.id
        LEFT JOIN sample_acls AS a ON a.sample_id = s.id
        ORDER BY s.id
        """;

    public const string FindHeaderVersions =
        "SELECT s.id, s.head, s.acl_version FROM samples AS s WHERE s.id = ANY ($1)";

    public const string FindVersion =
        $"SELECT {VersionColumns} FROM sample_versions AS v WHERE v.sample_id = $1 AND v.version = $2";

    // A version of NULL is the newest.
    public const string FindVersionOrHead =
        $"""
        SELECT {VersionColumns} FROM sample_versions AS v
        WHERE v.sample_id = $1 AND v.version = coalesce($2, (SELECT s.head FROM samples AS s WHERE s.id = $1))
        """;

    // An asked version of NULL is the newest. NULL in place of the one that is known finds nothing. LIMIT
    // keeps the planner from turning the inner query into a join, which would read all versions of a sample.
    public const string FindVersions =
        $"""
        SELECT asked.position, coalesce(s.owner = $4, false), a.level, s.public_read, s.head, {VersionColumns}
        FROM unnest($1, $2, $3) WITH ORDINALITY AS asked (id, version, known, position)
        JOIN samples AS s ON s.id = asked.id
        LEFT JOIN sample_acls AS a ON a.sample_id = s.id AND a.user_name = $4
        LEFT JOIN LATERAL (
            SELECT {VersionColumns} FROM sample_versions AS v
            WHERE v.sample_id = asked.id AND v.version = nullif(coalesce(asked.version, s.head), asked.known)
                AND ($5 OR s.public_read OR s.owner = $4 OR a.level IS NOT NULL)
            LIMIT 1) AS v ON true
        """;

    // The tree is ASCII, so that the characters substr counts are bytes. It unpacks the tree only as far as it has to.
    public const string FindNode =
        """
        SELECT substr(v.node_tree, n.start + 1, n.length) FROM sample_nodes AS n
        JOIN sample_versions AS v ON v.sample_id = n.sample_id AND v.version = n.version
        WHERE n.sample_id = $1 AND n.version = $2 AND n.node_id = $3
        """;

    public const string FindFirstWrite = "SELECT write_id FROM sample_versions WHERE sample_id = $1 AND version = 1";

    // No row comes back when the id is taken. A concurrent insert of the same id is waited for.
    public const string Create =
        """
        WITH clock AS MATERIALIZED (
            SELECT coalesce($1, current_milliseconds()) AS now
        ), sample AS (
            INSERT INTO samples (id, owner, head, public_read, acl_version, acl_updated_at, created_at)
            SELECT $2, $3, 1, false, 1, now, now FROM clock
            ON CONFLICT (id) DO NOTHING
            RETURNING id, owner, created_at
        ), version AS (
            INSERT INTO sample_versions (sample_id, version, name, saved_by, saved_at, write_id, node_count, node_tree)
            SELECT id, 1, $4, owner, created_at, $5, cardinality($7), $6 FROM sample
            RETURNING sample_id
        ), nodes AS (
            INSERT INTO sample_nodes (sample_id, version, node_id, position, start, length)
            SELECT version.sample_id, 1, n.node_id, n.ordinality - 1, n.start, n.length
            FROM version, unnest($7, $8, $9) WITH ORDINALITY AS n (node_id, start, length, ordinality)
        )
        SELECT 1 FROM version
        """;

    // The same for several samples. They are inserted in the order of their ids, so that two transactions with common ids
    // cannot deadlock. The ids of those that were stored come back.
    public const string CreateMany =
        """
        WITH clock AS MATERIALIZED (
            SELECT coalesce($1, current_milliseconds()) AS now
        ), asked AS MATERIALIZED (
            SELECT * FROM unnest($2, $3, $4, $5, $6, $7) AS a (id, owner, name, write_id, node_count, node_tree)
        ), sample AS (
            INSERT INTO samples (id, owner, head, public_read, acl_version, acl_updated_at, created_at)
            SELECT id, owner, 1, false, 1, now, now FROM asked, clock ORDER BY id
            ON CONFLICT (id) DO NOTHING
            RETURNING id, owner, created_at
        ), version AS (
            INSERT INTO sample_versions (sample_id, version, name, saved_by, saved_at, write_id, node_count, node_tree)
            SELECT id, 1, asked.name, sample.owner, sample.created_at, asked.write_id, asked.node_count, asked.node_tree
            FROM sample JOIN asked USING (id)
            RETURNING sample_id
        ), nodes AS (
            INSERT INTO sample_nodes (sample_id, version, node_id, position, start, length)
            SELECT version.sample_id, 1, n.node_id, n.position, n.start, n.length
            FROM version JOIN unnest($8, $9, $10, $11, $12) AS n (sample_id, node_id, position, start, length) USING (sample_id)
        )
        SELECT sample_id FROM version
        """;

    public const string Save =
        """
        SELECT status, saved_version FROM save_sample_version(
            p_sample => $1, p_saved_by => $2, p_name => $3, p_tree => $4, p_nodes => $5, p_starts => $6,
            p_lengths => $7, p_prior => $8, p_seen_acls => $9, p_write => $10, p_now => $11)
        """;

    public const string ReplaceAcls =
        """
        SELECT replace_sample_acls(
            p_sample => $1, p_seen_acls => $2, p_owner => $3, p_public => $4, p_users => $5, p_levels => $6,
            p_write => $7, p_now => $8)
        """;
}
