namespace SampleService.Storage.Sqlite;

/// <summary>The statements that store relations.</summary>
internal static class RelationChangeSql
{
    public const string End = "UPDATE relations SET ended_at = @ended_at, ended_by = @ended_by WHERE id = @id";

    public const string Insert =
        """
        INSERT INTO relations (
            id, type, from_sample, from_version, from_node, to_sample, to_version, to_node, created_at, created_by, ended_at, ended_by)
        VALUES (
            @id, @type, @from_sample, @from_version, @from_node, @to_sample, @to_version, @to_node, @created_at, @created_by, @ended_at, @ended_by)
        """;
}
