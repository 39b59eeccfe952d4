namespace SampleService.Storage.PostgreSql;

/// <summary>The statements of <see cref="ErasureStore"/>.</summary>
internal static class ErasureSql
{
    // By which version the sample is found; no row for one that nothing was found by.
    public const string FindPostings =
        """
        SELECT s.ordinal, s.head, s.indexed, EXISTS (SELECT FROM search_words AS w WHERE w.ordinal = s.ordinal) FROM samples AS s
        WHERE s.id = $1 AND s.ordinal IS NOT NULL
        """;

    public const string FindVersion =
        "SELECT v.name, v.saved_at, v.vocabulary, v.node_tree FROM sample_versions AS v WHERE v.sample_id = $1 AND v.version = $2";

    // Links need a node that there is.
    public const string AddNodes =
        """
        INSERT INTO sample_nodes (sample_id, version, node_id, position, start, length, parent)
        SELECT v.sample_id, v.version, $2, 0, $3, $4, -1 FROM sample_versions AS v WHERE v.sample_id = $1
        ON CONFLICT (sample_id, version, node_id) DO UPDATE SET position = 0, start = excluded.start, length = excluded.length, parent = -1
        """;

    public const string RenameNodesOfLinks = "UPDATE data_links AS l SET node_id = $2 WHERE l.sample_id = $1";

    public const string RemoveNodes = "DELETE FROM sample_nodes AS n WHERE n.sample_id = $1 AND n.node_id <> $2";

    // Two relations may differ in their nodes alone.
    public const string RenameNodesFrom = "UPDATE relations AS r SET from_node = $2 || ' ' || r.id WHERE r.from_sample = $1 AND r.from_node IS NOT NULL";

    public const string RenameNodesTo = "UPDATE relations AS r SET to_node = $2 || ' ' || r.id WHERE r.to_sample = $1 AND r.to_node IS NOT NULL";

    public const string RenameNodesOfIdentifiers = "UPDATE identifiers AS i SET node_id = $2 WHERE i.sample_id = $1 AND i.node_id IS NOT NULL";

    public const string EraseVersions = "UPDATE sample_versions AS v SET name = NULL, node_count = 1, node_tree = $2 WHERE v.sample_id = $1";

    public const string RemoveTreePieces = "DELETE FROM tree_pieces AS p WHERE p.sample_id = $1";

    public const string RemoveOffer = "DELETE FROM ownership_offers AS o WHERE o.sample_id = $1";

    // The number is one that no version has: whoever has read the tree before, to index it, sees that the sample is not as it was.
    public const string MarkErased = "UPDATE samples AS s SET erased = true, indexed = -3 WHERE s.id = $1";

    public const string AddErased = "INSERT INTO erased_samples (sample_id, erased_at) VALUES ($1, coalesce($2, current_milliseconds()))";

    public const string ListErased = "SELECT s.id, s.head FROM erased_samples AS e JOIN samples AS s ON s.id = e.sample_id WHERE e.erased_at >= $1";
}
