namespace SampleService.Storage.PostgreSql;

/// <summary>The statements of <see cref="OperationStore"/> that lock and read. A test sees to it that each finds its rows by an index.</summary>
internal static class OperationSql
{
    private const string LinkColumns =
        """
        l.id, l.workspace_id, l.object_id, l.object_version, l.data_id, l.sample_id, l.version, l.node_id,
        l.created_by, l.created_at, l.expired_by, l.expired_at
        """;

    // LIMIT keeps the planner from turning the inner query into a join, which could read all links there are.
    private const string ActiveLinks =
        """
        unnest($1, $2, $3, $4) AS asked (workspace_id, object_id, object_version, data_id)
        CROSS JOIN LATERAL (
            SELECT * FROM data_links AS d
            WHERE d.workspace_id = asked.workspace_id AND d.object_id = asked.object_id AND d.object_version = asked.object_version
                AND d.data_id = asked.data_id AND d.expired_at IS NULL
            LIMIT 1) AS l
        """;

    public const string FindAnswer = "SELECT r.hash, r.answer FROM requests AS r WHERE r.user_name = $1 AND r.request_id = $2 AND r.at >= coalesce($3, current_milliseconds()) - $4";

    // An old name is as good as new.
    public const string ForgetRequest =
        "DELETE FROM requests AS r WHERE r.user_name = $1 AND r.request_id = $2 AND r.at < coalesce($3, current_milliseconds()) - $4";

    // So that the table does not grow: a few with each that comes.
    public const string ForgetOldRequests =
        """
        DELETE FROM requests AS r WHERE r.ctid = ANY (ARRAY (
            SELECT o.ctid FROM requests AS o WHERE o.at < coalesce($1, current_milliseconds()) - $2
            ORDER BY o.at LIMIT 10 FOR UPDATE SKIP LOCKED))
        """;

    // Waits for another transaction that is storing under the same name. A row comes back if the name was free.
    public const string ClaimRequest =
        """
        INSERT INTO requests AS r (user_name, request_id, hash, at, answer) VALUES ($1, $2, $3, coalesce($4, current_milliseconds()), '')
        ON CONFLICT (user_name, request_id) DO NOTHING RETURNING 1
        """;

    public const string FindClaim = "SELECT r.hash, r.answer FROM requests AS r WHERE r.user_name = $1 AND r.request_id = $2";

    public const string KeepAnswer = "UPDATE requests AS r SET answer = $3 WHERE r.user_name = $1 AND r.request_id = $2";

    public const string FindLinkedSamples = $"SELECT l.sample_id FROM {ActiveLinks}";

    // LIMIT: one more than can end at once is enough.
    public const string FindActiveTo =
        $"""
        SELECT {LinkColumns}, asked.place FROM unnest($1, $2) WITH ORDINALITY AS asked (id, version, place)
        CROSS JOIN LATERAL (
            SELECT * FROM data_links AS d
            WHERE d.sample_id = asked.id AND d.version BETWEEN coalesce(asked.version, 0) AND coalesce(asked.version, 2147483647) AND d.expired_at IS NULL
            LIMIT $3) AS l
        """;

    public const string LockSamples = "SELECT s.id FROM samples AS s WHERE s.id = ANY ($1) ORDER BY s.id FOR NO KEY UPDATE";

    public const string ShareSamples = "SELECT s.id FROM samples AS s WHERE s.id = ANY ($1) ORDER BY s.id FOR SHARE";

    // The object versions are in the order in which they are to be locked.
    public const string LockObjects =
        """
        SELECT o.workspace_id, o.object_id, o.object_version, lock_object_link_count(o.workspace_id, o.object_id, o.object_version)
        FROM unnest($1, $2, $3) AS o (workspace_id, object_id, object_version)
        """;

    public const string FindActiveLinks = $"SELECT {LinkColumns} FROM {ActiveLinks}";

    // The versions that links are to lead to, if they exist, and those to which the active links lead, which stay while the object versions are locked.
    public const string LockSampleVersions =
        $"""
        SELECT c.sample_id, c.version, lock_sample_link_count(c.sample_id, c.version) FROM (
            SELECT v.sample_id, v.version FROM unnest($5, $6) AS asked (sample_id, version)
            CROSS JOIN LATERAL (
                SELECT sample_id, version FROM sample_versions AS v WHERE v.sample_id = asked.sample_id AND v.version = asked.version LIMIT 1) AS v
            UNION
            SELECT l.sample_id, l.version FROM {ActiveLinks}
            ORDER BY 1, 2) AS c
        """;

    public const string FindWithdrawnVersions =
        """
        SELECT asked.sample_id, asked.version, v.withdrawn_by, v.withdrawn_at, v.withdrawn_reason FROM unnest($1, $2) AS asked (sample_id, version)
        CROSS JOIN LATERAL (
            SELECT * FROM sample_versions AS w WHERE w.sample_id = asked.sample_id AND w.version = asked.version LIMIT 1) AS v
        WHERE v.withdrawn_at IS NOT NULL
        """;

    // A row for each that exists.
    public const string FindNodes =
        """
        SELECT asked.sample_id, asked.version, asked.node_id FROM unnest($1, $2, $3) AS asked (sample_id, version, node_id)
        CROSS JOIN LATERAL (
            SELECT FROM sample_nodes AS n
            WHERE n.sample_id = asked.sample_id AND n.version = asked.version AND n.node_id = asked.node_id LIMIT 1) AS n
        """;

    public const string Now = "SELECT current_milliseconds()";
}
