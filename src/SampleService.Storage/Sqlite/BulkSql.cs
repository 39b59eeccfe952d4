namespace SampleService.Storage.Sqlite;

/// <summary>The statements of <see cref="BulkStore"/>. Ids come as a JSON array.</summary>
internal static class BulkSql
{
    public const string Count =
        """
        SELECT (SELECT count(*) FROM samples), (SELECT count(*) FROM sample_versions), (SELECT count(*) FROM sample_nodes),
            (SELECT count(*) FROM sample_acls), (SELECT count(*) FROM data_links)
        """;

    public const string FindIds = "SELECT s.id FROM json_each(@ids) AS asked CROSS JOIN samples AS s ON s.id = asked.value";

    public const string FindSamples =
        """
        SELECT s.id, s.owner, s.public_read, s.acl_updated_at, s.created_at, s.head, s.acl_version, s.withdrawn_at IS NOT NULL
        FROM json_each(@ids) AS asked CROSS JOIN samples AS s ON s.id = asked.value
        """;

    public const string FindAcls =
        """
        SELECT a.sample_id, a.user_name, a.level FROM json_each(@ids) AS asked CROSS JOIN sample_acls AS a ON a.sample_id = asked.value
        """;

    public const string FindVersions =
        """
        SELECT v.sample_id, v.version, v.saved_by, v.saved_at, v.write_id, v.name, v.node_tree
        FROM json_each(@ids) AS asked CROSS JOIN sample_versions AS v ON v.sample_id = asked.value
        """;

    public const string FindNodes =
        """
        SELECT n.sample_id, n.version, n.position, n.node_id, n.start, n.length, n.parent
        FROM json_each(@ids) AS asked CROSS JOIN sample_nodes AS n ON n.sample_id = asked.value
        """;

    public const string FindLinks =
        """
        SELECT l.id, l.workspace_id, l.object_id, l.object_version, l.data_id, l.sample_id, l.version, l.node_id, l.created_by, l.created_at,
            l.expired_by, l.expired_at
        FROM json_each(@ids) AS asked CROSS JOIN data_links AS l ON l.sample_id = asked.value
        """;

    public const string FindLink = "SELECT id FROM data_links WHERE id = @id";

    public const string FindActiveLink =
        """
        SELECT id FROM data_links
        WHERE workspace_id = @workspace AND object_id = @object AND object_version = @version AND data_id = @data AND expired_at IS NULL
        """;

    // What made old databases findable begins anew: it passes over what is findable.
    public const string BeginBackfill =
        "UPDATE search_backfill SET resume_at = NULL, done = 0, complete = 0 WHERE single = 1 AND (complete = 1 OR resume_at IS NOT NULL)";

    public const string InsertSample =
        """
        INSERT INTO samples (id, owner, head, public_read, acl_version, acl_updated_at, created_at, ordinal, indexed)
        VALUES (@id, @owner, @head, @public, @acl_version, @changed, @created, @ordinal, @indexed)
        """;

    public const string InsertAcl = "INSERT INTO sample_acls (sample_id, user_name, level, ordinal) VALUES (@id, @user, @level, @ordinal)";

    public const string InsertAclState =
        "INSERT INTO sample_acl_changes (sample_id, acl_version, changed_at, state) VALUES (@id, @version, @changed, @state)";

    public const string InsertLink =
        """
        INSERT INTO data_links (id, workspace_id, object_id, object_version, data_id, sample_id, version, node_id, created_by, created_at,
            expired_by, expired_at, created_write_id, expired_write_id)
        VALUES (@id, @workspace, @object, @object_version, @data, @sample, @version, @node, @created_by, @created, @expired_by, @expired, @write, @expired_write)
        """;

    public const string AddToObject =
        """
        INSERT INTO object_link_counts (workspace_id, object_id, object_version, active) VALUES (@workspace, @object, @version, @active)
        ON CONFLICT DO UPDATE SET active = active + excluded.active
        """;

    public const string AddToSample =
        """
        INSERT INTO sample_link_counts (sample_id, version, active) VALUES (@sample, @version, @active)
        ON CONFLICT DO UPDATE SET active = active + excluded.active
        """;
}
