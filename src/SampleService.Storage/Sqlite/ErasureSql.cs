namespace SampleService.Storage.Sqlite;

/// <summary>The statements of <see cref="ErasureStore"/>. A test sees to it that each finds its rows by an index.</summary>
internal static class ErasureSql
{
    // No row for a sample that nothing was found by.
    public const string FindPostings =
        """
        SELECT s.ordinal, s.head, s.indexed, EXISTS (SELECT 1 FROM search_words_docsize AS w WHERE w.id = s.ordinal) FROM samples AS s
        WHERE s.id = @id AND s.ordinal IS NOT NULL
        """;

    // Links need a node that there is.
    public const string AddNodes =
        """
        INSERT INTO sample_nodes (sample_id, version, node_id, position, start, length, parent)
        SELECT v.sample_id, v.version, @node, 0, @start, @length, -1 FROM sample_versions AS v WHERE v.sample_id = @id
        ON CONFLICT (sample_id, version, node_id) DO UPDATE SET position = 0, start = excluded.start, length = excluded.length, parent = -1
        """;

    public const string RenameNodesOfLinks = "UPDATE data_links SET node_id = @node WHERE sample_id = @id";

    public const string RemoveNodes = "DELETE FROM sample_nodes WHERE sample_id = @id AND node_id <> @node";

    public const string EraseVersions = "UPDATE sample_versions SET name = NULL, node_count = 1, node_tree = @tree WHERE sample_id = @id";

    // Two relations may differ in their nodes alone.
    public const string RenameNodesFrom = "UPDATE relations SET from_node = @node || ' ' || id WHERE from_sample = @id AND from_node IS NOT NULL";

    public const string RenameNodesTo = "UPDATE relations SET to_node = @node || ' ' || id WHERE to_sample = @id AND to_node IS NOT NULL";

    public const string RenameNodesOfIdentifiers = "UPDATE identifiers SET node_id = @node WHERE sample_id = @id AND node_id IS NOT NULL";

    public const string RemoveOffer = "DELETE FROM ownership_offers WHERE sample_id = @id";

    // The number is one that no version has: whoever has read the tree before, to index it, sees that the sample is not as it was.
    public const string MarkErased = "UPDATE samples SET erased = 1, indexed = -3 WHERE id = @id";

    public const string AddErased = "INSERT INTO erased_samples (sample_id, erased_at) VALUES (@id, @now)";

    public const string MergeWords = "INSERT INTO search_words (search_words) VALUES ('optimize')";

    public const string ListErased = "SELECT s.id, s.head FROM erased_samples AS e CROSS JOIN samples AS s WHERE e.erased_at >= @since AND s.id = e.sample_id";
}
