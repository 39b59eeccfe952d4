namespace SampleService.Storage.Sqlite;

/// <summary>The statements of <see cref="AccessStore"/>. A test sees to it that each finds its rows by an index.</summary>
internal static class AccessSql
{
    public const string FindTimes =
        """
        SELECT s.created_at, s.acl_updated_at,
            (SELECT v.saved_by FROM sample_versions AS v WHERE v.sample_id = s.id AND v.version = 1)
        FROM samples AS s WHERE s.id = @id
        """;

    public const string FindStates =
        """
        SELECT c.acl_version, c.changed_at, c.changed_by, c.as_admin, c.write_id IS NOT NULL, c.state FROM sample_acl_changes AS c
        WHERE c.sample_id = @id AND c.acl_version < @before ORDER BY c.acl_version DESC LIMIT @limit
        """;

    // Left to itself SQLite may take an index that does not have this order.
    public const string FindLinks =
        """
        SELECT l.workspace_id, l.object_id, l.object_version, l.created_at, l.created_by FROM data_links AS l INDEXED BY data_links_of_sample_all
        WHERE l.sample_id = @id ORDER BY l.created_at DESC, l.id DESC LIMIT @limit
        """;
}
