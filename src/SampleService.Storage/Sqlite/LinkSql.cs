namespace SampleService.Storage.Sqlite;

/// <summary>The statements of <see cref="LinkStore"/>. A test sees to it that each finds its rows by an index.</summary>
internal static class LinkSql
{
    internal const string Columns =
        """
        l.id, l.workspace_id, l.object_id, l.object_version, l.data_id, l.sample_id, l.version, l.node_id,
        l.created_by, l.created_at, l.expired_by, l.expired_at, l.created_write_id, l.expired_write_id
        """;

    private const string OfObject =
        "l.workspace_id = @workspace AND l.object_id = @object AND l.object_version = @object_version";

    private const string ActiveAt = "l.created_at <= @at AND (l.expired_at IS NULL OR l.expired_at >= @at)";

    private const string OfSamples =
        $"""
        SELECT {Columns} FROM json_each(@samples) AS asked
        CROSS JOIN data_links AS l ON l.sample_id = asked.value ->> 0 AND l.version = asked.value ->> 1
        """;

    public const string Find = $"SELECT {Columns} FROM data_links AS l WHERE l.id = @id";

    public const string FindMany = $"SELECT {Columns} FROM json_each(@ids) AS asked CROSS JOIN data_links AS l ON l.id = asked.value";

    public const string FindActive =
        $"SELECT {Columns} FROM data_links AS l WHERE {OfObject} AND l.data_id = @data AND l.expired_at IS NULL";

    // Left to itself SQLite takes an index of all links, of which there may be many times more.
    public const string FindActiveByObject =
        $"""
        SELECT {Columns} FROM data_links AS l INDEXED BY data_links_active_of_unit
        WHERE {OfObject} AND l.expired_at IS NULL ORDER BY l.created_at, l.id
        """;

    public const string FindByObjectAt =
        $"SELECT {Columns} FROM data_links AS l INDEXED BY data_links_of_object WHERE {OfObject} AND {ActiveAt} ORDER BY l.created_at, l.id";

    public const string FindActiveBySamples =
        $"{OfSamples} WHERE l.expired_at IS NULL ORDER BY asked.key, l.created_at, l.id";

    public const string FindBySamplesAt = $"{OfSamples} WHERE {ActiveAt} ORDER BY asked.key, l.created_at, l.id";

    public const string FindLinkedSample =
        $"""
        SELECT s.withdrawn_at IS NOT NULL, s.withdrawn_versions FROM data_links AS l CROSS JOIN samples AS s
        WHERE {OfObject} AND l.sample_id = @sample AND s.id = @sample LIMIT 1
        """;

    public const string CountByNode =
        """
        SELECT l.workspace_id, count(*) FROM data_links AS l INDEXED BY data_links_active_of_sample
        WHERE l.sample_id = @sample AND l.version = @version AND l.node_id = @node AND l.expired_at IS NULL GROUP BY l.workspace_id
        """;

    // What a new link relies on, in one look.
    public const string FindTarget =
        """
        SELECT s.acl_version, s.head, s.withdrawn_versions,
            EXISTS (SELECT 1 FROM sample_nodes WHERE sample_id = @sample AND version = @version AND node_id = @node),
            (SELECT active FROM object_link_counts
             WHERE workspace_id = @workspace AND object_id = @object AND object_version = @object_version),
            (SELECT active FROM sample_link_counts WHERE sample_id = @sample AND version = @version)
        FROM samples AS s WHERE s.id = @sample AND s.withdrawn_at IS NULL
        """;

    public const string FindAclVersion = "SELECT acl_version FROM samples WHERE id = @sample";

    public const string Insert =
        """
        INSERT INTO data_links (
            id, workspace_id, object_id, object_version, data_id, sample_id, version, node_id,
            created_by, created_at, created_write_id)
        VALUES (
            @id, @workspace, @object, @object_version, @data, @sample, @version, @node, @created_by, @created_at, @write)
        """;

    public const string Expire =
        """
        UPDATE data_links SET expired_by = @expired_by, expired_at = @expired_at, expired_write_id = @write
        WHERE id = @id AND expired_at IS NULL
        """;

    public const string AddToObject =
        """
        INSERT INTO object_link_counts (workspace_id, object_id, object_version, active)
        VALUES (@workspace, @object, @object_version, 1)
        ON CONFLICT (workspace_id, object_id, object_version) DO UPDATE SET active = active + 1
        """;

    public const string AddToSample =
        """
        INSERT INTO sample_link_counts (sample_id, version, active) VALUES (@sample, @version, 1)
        ON CONFLICT (sample_id, version) DO UPDATE SET active = active + 1
        """;

    public const string TakeFromObject =
        """
        UPDATE object_link_counts SET active = active - 1
        WHERE workspace_id = @workspace AND object_id = @object AND object_version = @object_version
        """;

    public const string TakeFromSample =
        "UPDATE sample_link_counts SET active = active - 1 WHERE sample_id = @sample AND version = @version";
}
