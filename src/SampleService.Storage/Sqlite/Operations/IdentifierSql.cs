namespace SampleService.Storage.Sqlite;

/// <summary>The statements of <see cref="OperationIdentifiers"/>. A test sees to it that each finds its rows by an index.</summary>
internal static class IdentifierSql
{
    public const string FindActive =
        """
        SELECT i.sample_id, i.node_id, i.added_at, i.added_by FROM identifiers AS i
        WHERE i.namespace = @namespace AND i.value = @value AND i.removed_at IS NULL
        """;

    public const string Count = "SELECT count(*) FROM identifiers AS i WHERE i.sample_id = @id AND i.removed_at IS NULL";

    // The newest version, if it has the node.
    public const string FindNode =
        """
        SELECT n.version FROM samples AS s JOIN sample_nodes AS n ON n.sample_id = s.id AND n.version = s.head
        WHERE s.id = @id AND n.node_id = @node
        """;

    public const string Remove =
        """
        UPDATE identifiers SET removed_at = @removed_at, removed_by = @removed_by
        WHERE namespace = @namespace AND value = @value AND removed_at IS NULL
        """;

    public const string Insert =
        """
        INSERT INTO identifiers (namespace, value, sample_id, node_id, added_at, added_by, removed_at, removed_by)
        VALUES (@namespace, @value, @id, @node, @added_at, @added_by, @removed_at, @removed_by)
        """;
}
