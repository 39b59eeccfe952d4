namespace SampleService.Storage.PostgreSql;

/// <summary>The statements of <see cref="LinkStore"/>. A test sees to it that each finds its rows by an index.</summary>
internal static class LinkSql
{
    private const string Columns =
        """
        l.id, l.workspace_id, l.object_id, l.object_version, l.data_id, l.sample_id, l.version, l.node_id,
        l.created_by, l.created_at, l.expired_by, l.expired_at
        """;

    private const string OfObject = "l.workspace_id = $1 AND l.object_id = $2 AND l.object_version = $3";

    private const string OfSamples =
        $"""
        SELECT {Columns}, asked.place FROM unnest($1, $2) WITH ORDINALITY AS asked (id, version, place)
        JOIN data_links AS l ON l.sample_id = asked.id AND l.version = asked.version
        WHERE ($3 IS NULL OR l.workspace_id = ANY ($3))
        """;

    public const string Find = $"SELECT {Columns} FROM data_links AS l WHERE l.id = $1";

    public const string FindMany = $"SELECT {Columns} FROM data_links AS l WHERE l.id = ANY ($1)";

    public const string FindActive =
        $"SELECT {Columns} FROM data_links AS l WHERE {OfObject} AND l.data_id = $4 AND l.expired_at IS NULL";

    public const string FindActiveByObject =
        $"SELECT {Columns} FROM data_links AS l WHERE {OfObject} AND l.expired_at IS NULL ORDER BY l.created_at, l.id";

    // The unexpired and the ended ones are in different indexes.
    public const string FindByObjectAt =
        $"""
        SELECT {Columns} FROM data_links AS l WHERE {OfObject} AND l.expired_at IS NULL AND l.created_at <= $4
        UNION ALL
        SELECT {Columns} FROM data_links AS l WHERE {OfObject} AND l.expired_at >= $4 AND l.created_at <= $4
        ORDER BY created_at, id
        """;

    public const string FindActiveBySamples =
        $"{OfSamples} AND l.expired_at IS NULL ORDER BY asked.place, l.created_at, l.id";

    public const string FindBySamplesAt =
        $"""
        {OfSamples} AND l.expired_at IS NULL AND l.created_at <= $4
        UNION ALL
        {OfSamples} AND l.expired_at >= $4 AND l.created_at <= $4
        ORDER BY place, created_at, id
        """;

    public const string FindLinkedSample =
        $"""
        SELECT s.withdrawn_at IS NOT NULL, s.withdrawn_versions FROM samples AS s
        WHERE s.id = $4 AND EXISTS (SELECT FROM data_links AS l WHERE {OfObject} AND l.sample_id = $4 LIMIT 1)
        """;

    public const string CountByNode =
        """
        SELECT l.workspace_id, count(*) FROM data_links AS l
        WHERE l.sample_id = $1 AND l.version = $2 AND l.node_id = $3 AND l.expired_at IS NULL GROUP BY l.workspace_id
        """;

    public const string Create =
        """
        SELECT status, link_id, link_created_at FROM create_data_link(
            p_id => $1, p_workspace => $2, p_object => $3, p_object_version => $4, p_data => $5, p_sample => $6,
            p_version => $7, p_node => $8, p_created_by => $9, p_replaces => $10, p_seen_acls => $11,
            p_object_limit => $12, p_sample_limit => $13, p_write => $14, p_now => $15)
        """;

    public const string Expire =
        """
        SELECT expire_data_link(p_id => $1, p_expired_by => $2, p_seen_acls => $3, p_write => $4, p_now => $5)
        """;
}
