namespace SampleService.Storage.PostgreSql;

/// <summary>The statements of <see cref="BulkStore"/>.</summary>
internal static class BulkSql
{
    public const string Count =
        """
        SELECT (SELECT count(*) FROM samples), (SELECT count(*) FROM sample_versions), (SELECT count(*) FROM sample_nodes),
            (SELECT count(*) FROM sample_acls), (SELECT count(*) FROM data_links)
        """;

    public const string FindIds = "SELECT s.id FROM samples AS s WHERE s.id = ANY ($1)";

    public const string FindSamples =
        """
        SELECT s.id, s.owner, s.public_read, s.acl_updated_at, s.created_at, s.head, s.acl_version, s.withdrawn_at IS NOT NULL
        FROM samples AS s WHERE s.id = ANY ($1)
        """;

    public const string FindAcls = "SELECT a.sample_id, a.user_name, a.level FROM sample_acls AS a WHERE a.sample_id = ANY ($1)";

    public const string FindVersions =
        """
        SELECT v.sample_id, v.version, v.saved_by, v.saved_at, v.write_id, v.name, v.node_tree FROM sample_versions AS v WHERE v.sample_id = ANY ($1)
        """;

    public const string FindNodes =
        """
        SELECT n.sample_id, n.version, n.position, n.node_id, n.start, n.length, n.parent FROM sample_nodes AS n WHERE n.sample_id = ANY ($1)
        """;

    public const string FindLinks =
        """
        SELECT l.id, l.workspace_id, l.object_id, l.object_version, l.data_id, l.sample_id, l.version, l.node_id, l.created_by, l.created_at,
            l.expired_by, l.expired_at
        FROM data_links AS l WHERE l.sample_id = ANY ($1)
        """;

    // All ids; workspaces, objects, versions and data ids of the active ones.
    public const string FindConflict =
        """
        SELECT l.id FROM data_links AS l WHERE l.id = ANY ($1)
        UNION ALL
        SELECT l.id FROM unnest($2, $3, $4, $5) AS asked (workspace_id, object_id, object_version, data_id)
        JOIN data_links AS l ON l.workspace_id = asked.workspace_id AND l.object_id = asked.object_id AND l.object_version = asked.object_version
            AND l.data_id = asked.data_id AND l.expired_at IS NULL
        LIMIT 1
        """;

    public const string CopySamples =
        """
        COPY samples (id, owner, head, public_read, acl_version, acl_updated_at, created_at, ordinal, indexed) FROM STDIN (FORMAT BINARY)
        """;

    public const string CopyAcls = "COPY sample_acls (sample_id, user_name, level, ordinal) FROM STDIN (FORMAT BINARY)";

    public const string CopyAclStates = "COPY sample_acl_changes (sample_id, acl_version, changed_at, state) FROM STDIN (FORMAT BINARY)";

    public const string CopyVersions =
        """
        COPY sample_versions (sample_id, version, name, saved_by, saved_at, write_id, node_count, node_tree) FROM STDIN (FORMAT BINARY)
        """;

    public const string CopyNodes = "COPY sample_nodes (sample_id, version, node_id, position, start, length, parent) FROM STDIN (FORMAT BINARY)";

    public const string CopyLinks =
        """
        COPY data_links (id, workspace_id, object_id, object_version, data_id, sample_id, version, node_id, created_by, created_at, expired_by,
            expired_at, created_write_id, expired_write_id) FROM STDIN (FORMAT BINARY)
        """;

    // What made old databases findable begins anew: it passes over what is findable.
    public const string BeginBackfill =
        "UPDATE search_backfill AS b SET resume_at = NULL, done = 0, complete = false WHERE b.single AND (b.complete OR b.resume_at IS NOT NULL)";

    // Ordinals, now.
    public const string Queue =
        """
        INSERT INTO search_queue (ordinal, queued_at) SELECT a.ordinal, coalesce($2, current_milliseconds()) FROM unnest($1::bigint[]) AS a (ordinal)
        """;

    public const string AddToObjects =
        """
        INSERT INTO object_link_counts AS c (workspace_id, object_id, object_version, active)
        SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::integer[])
        ON CONFLICT (workspace_id, object_id, object_version) DO UPDATE SET active = c.active + excluded.active
        """;

    public const string AddToSamples =
        """
        INSERT INTO sample_link_counts AS c (sample_id, version, active) SELECT * FROM unnest($1::uuid[], $2::integer[], $3::integer[])
        ON CONFLICT (sample_id, version) DO UPDATE SET active = c.active + excluded.active
        """;
}
