namespace SampleService.Storage.PostgreSql;

/// <summary>The statements of <see cref="AccessStore"/>. A test sees to it that each finds its rows by an index.</summary>
internal static class AccessSql
{
    public const string FindTimes =
        """
        SELECT s.created_at, s.acl_updated_at,
            (SELECT v.saved_by FROM sample_versions AS v WHERE v.sample_id = s.id AND v.version = 1)
        FROM samples AS s WHERE s.id = $1
        """;

    public const string FindStates =
        """
        SELECT c.acl_version, c.changed_at, c.changed_by, c.as_admin, c.write_id IS NOT NULL, c.state FROM sample_acl_changes AS c
        WHERE c.sample_id = $1 AND c.acl_version < $2 ORDER BY c.acl_version DESC LIMIT $3
        """;

    // The index in this order is made late: until it is there, the first condition leads through all links of the sample.
    public const string FindLinks =
        """
        SELECT l.workspace_id, l.object_id, l.object_version, l.created_at, l.created_by FROM data_links AS l
        WHERE l.sample_id = $1 AND l.sample_id::text = $1::text ORDER BY l.created_at DESC, l.id DESC LIMIT $2
        """;
}
