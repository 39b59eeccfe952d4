using SampleService.Storage.Sql;

namespace SampleService.Storage.PostgreSql;

/// <summary>The statements of <see cref="SampleStore"/>. A test sees to it that each finds its rows by an index.</summary>
internal static class SampleSql
{
    private const string HeaderColumns =
        """
        s.id, s.owner, s.head, s.public_read, s.acl_version, s.withdrawn_by, s.withdrawn_at, s.withdrawn_reason, s.withdrawn_versions,
        s.erased, a.level, a.user_name
        """;

    private const string VersionColumns = "v.version, v.saved_by, v.name, v.saved_at, v.node_tree";

    // One row for each user with rights, one without user if there is none.
    public const string FindHeader =
        $"""
        SELECT {HeaderColumns} FROM samples AS s LEFT JOIN sample_acls AS a ON a.sample_id = s.id
        WHERE s.id = $1 AND s.withdrawn_at IS NULL
        """;

    public const string FindHeaders =
        $"""
        SELECT {HeaderColumns} FROM unnest($1) AS asked (id)
        JOIN samples AS s ON s.id = asked.id
        LEFT JOIN sample_acls AS a ON a.sample_id = s.id
        ORDER BY s.id
        """;

    public const string FindHeaderVersions =
        "SELECT s.id, s.head, s.acl_version, s.withdrawn_versions FROM samples AS s WHERE s.id = ANY ($1) AND s.withdrawn_at IS NULL";

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
        SELECT asked.position, coalesce(s.owner = $4, false), a.level, s.public_read, s.head, s.withdrawn_versions, {VersionColumns}
        FROM unnest($1, $2, $3) WITH ORDINALITY AS asked (id, version, known, position)
        JOIN samples AS s ON s.id = asked.id AND s.withdrawn_at IS NULL
        CROSS JOIN LATERAL (
            SELECT {AclSql.HighestLevel} AS level FROM sample_acls AS a WHERE a.sample_id = s.id AND a.user_name = ANY ($6)) AS a
        LEFT JOIN LATERAL (
            SELECT {VersionColumns} FROM sample_versions AS v
            WHERE v.sample_id = asked.id AND v.version = nullif(coalesce(asked.version, s.head), asked.known)
                AND ($5 OR s.public_read OR s.owner = $4 OR a.level IS NOT NULL)
            LIMIT 1) AS v ON true
        """;

    // A large tree is never unpacked for one node: it lies in pieces too.
    public const string FindNode =
        """
        SELECT n.parent IS NOT NULL, coalesce(
            (SELECT substring(string_agg(p.bytes, ''::bytea ORDER BY p.piece) FROM n.start % 16384 + 1 FOR n.length) FROM tree_pieces AS p
             WHERE p.sample_id = n.sample_id AND p.version = n.version AND p.piece BETWEEN n.start / 16384 AND (n.start + n.length - 1) / 16384),
            substring(convert_to(v.node_tree, 'UTF8') FROM n.start + 1 FOR n.length))
        FROM sample_nodes AS n
        JOIN sample_versions AS v ON v.sample_id = n.sample_id AND v.version = n.version
        WHERE n.sample_id = $1 AND n.version = $2 AND n.node_id = $3
        """;

    public const string FindChildren =
        """
        SELECT c.node_id FROM sample_nodes AS c
        WHERE c.sample_id = $1 AND c.version = $2 AND c.parent >= 0 AND c.parent = (
            SELECT n.position FROM sample_nodes AS n WHERE n.sample_id = $1 AND n.version = $2 AND n.node_id = $3)
        ORDER BY c.position
        """;

    public const string FindFirstWrite = "SELECT write_id FROM sample_versions WHERE sample_id = $1 AND version = 1";

    // No row comes back when the id or the ordinal is taken. A concurrent insert of the same one is waited for.
    public const string Create =
        """
        WITH clock AS MATERIALIZED (
            SELECT coalesce($1, current_milliseconds()) AS now
        ), sample AS (
            INSERT INTO samples (id, owner, head, public_read, acl_version, acl_updated_at, created_at, ordinal)
            SELECT $2, $3, 1, false, 1, now, now, ordinal_of(now, $11) FROM clock
            ON CONFLICT DO NOTHING
            RETURNING id, owner, created_at, ordinal
        ), version AS (
            INSERT INTO sample_versions (sample_id, version, name, saved_by, saved_at, write_id, node_count, node_tree, vocabulary)
            SELECT id, 1, $4, owner, created_at, $5, cardinality($7), $6, $12 FROM sample
            RETURNING sample_id
        ), nodes AS (
            INSERT INTO sample_nodes (sample_id, version, node_id, position, start, length, parent)
            SELECT version.sample_id, 1, n.node_id, n.ordinality - 1, n.start, n.length, n.parent
            FROM version, unnest($7, $8, $9, $10) WITH ORDINALITY AS n (node_id, start, length, parent, ordinality)
        ), queued AS (
            INSERT INTO search_queue (ordinal, queued_at) SELECT ordinal, created_at FROM sample
        ), event AS (
            INSERT INTO outbox (at, type, by_user, sample_id, version) SELECT created_at, 'NEW_SAMPLE', owner, id, 1 FROM sample
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
            SELECT * FROM unnest($2, $3, $4, $5, $6, $7, $8, $15) AS a (id, owner, name, write_id, node_count, node_tree, bits, vocabulary)
        ), sample AS (
            INSERT INTO samples (id, owner, head, public_read, acl_version, acl_updated_at, created_at, ordinal)
            SELECT id, owner, 1, false, 1, now, now, ordinal_of(now, bits) FROM asked, clock ORDER BY id
            ON CONFLICT DO NOTHING
            RETURNING id, owner, created_at, ordinal
        ), version AS (
            INSERT INTO sample_versions (sample_id, version, name, saved_by, saved_at, write_id, node_count, node_tree, vocabulary)
            SELECT id, 1, asked.name, sample.owner, sample.created_at, asked.write_id, asked.node_count, asked.node_tree, asked.vocabulary
            FROM sample JOIN asked USING (id)
            RETURNING sample_id
        ), nodes AS (
            INSERT INTO sample_nodes (sample_id, version, node_id, position, start, length, parent)
            SELECT version.sample_id, 1, n.node_id, n.position, n.start, n.length, n.parent
            FROM version JOIN unnest($9, $10, $11, $12, $13, $14) AS n (sample_id, node_id, position, start, length, parent) USING (sample_id)
        ), queued AS (
            INSERT INTO search_queue (ordinal, queued_at) SELECT ordinal, created_at FROM sample
        ), events AS (
            INSERT INTO outbox (at, type, by_user, sample_id, version) SELECT created_at, 'NEW_SAMPLE', owner, id, 1 FROM sample
        )
        SELECT sample_id FROM version
        """;

    public const string Save =
        """
        SELECT status, saved_version FROM save_sample_version(
            p_sample => $1, p_saved_by => $2, p_name => $3, p_tree => $4, p_nodes => $5, p_starts => $6,
            p_lengths => $7, p_parents => $8, p_prior => $9, p_seen_acls => $10, p_write => $11, p_now => $12, p_vocabulary => $13)
        """;

    public const string ReplaceAcls =
        """
        SELECT replace_sample_acls(
            p_sample => $1, p_seen_acls => $2, p_owner => $3, p_public => $4, p_users => $5, p_levels => $6,
            p_write => $7, p_now => $8, p_changed_by => $9, p_as_admin => $10)
        """;

    // Shared with links, but not with a change of the rights. The number of events comes back.
    public const string RecordSameAcls =
        """
        WITH sample AS (
            SELECT s.id, s.acl_version FROM samples AS s WHERE s.id = $1 AND s.acl_version = $2 AND s.withdrawn_at IS NULL FOR SHARE
        ), event AS (
            INSERT INTO outbox (at, type, by_user, sample_id, acl_version)
            SELECT coalesce($4, current_milliseconds()), 'ACL_CHANGE', $3, id, acl_version FROM sample
            RETURNING 1
        )
        SELECT count(*) FROM event
        """;
}
