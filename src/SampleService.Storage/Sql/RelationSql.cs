namespace SampleService.Storage.Sql;

/// <summary>
/// The statements that read relations for operations. Ids come as an array of texts, pairs of samples as two ids, one behind the other. A test sees to
/// it that each finds its rows by an index.
/// </summary>
internal sealed class RelationSql(SqlDialect dialect)
{
    /// <summary>The types without circles.</summary>
    internal const string Acyclic = "('derived_from', 'aliquot_of', 'part_of', 'pooled_from')";

    /// <summary>Ids of relations: the samples at both ends.</summary>
    public string FindSamples { get; } =
        $"""
        SELECT CAST(r.from_sample AS text), CAST(r.to_sample AS text) FROM {dialect.Asked("$1")} CROSS JOIN relations AS r
        WHERE r.id = {dialect.Uuid("asked.value")}
        """;

    /// <summary>Ids of relations.</summary>
    public string FindActive { get; } =
        $"""
        SELECT {HistorySql.RelationOnlyColumns} FROM {dialect.Asked("$1")} CROSS JOIN relations AS r
        WHERE r.id = {dialect.Uuid("asked.value")} AND r.ended_at IS NULL
        """;

    /// <summary>Pairs of samples.</summary>
    public string FindActiveOfPairs { get; } =
        $"""
        SELECT {HistorySql.RelationOnlyColumns} FROM {dialect.Asked("$1")} CROSS JOIN relations AS r
        WHERE r.from_sample = {dialect.Uuid("substr(asked.value, 1, 36)")} AND r.to_sample = {dialect.Uuid("substr(asked.value, 37)")}
            AND r.ended_at IS NULL
        """;

    /// <summary>Samples: how many active relations start from each.</summary>
    public string Count { get; } =
        $"""
        SELECT CAST(asked.value AS text),
            (SELECT count(*) FROM relations AS r WHERE r.from_sample = {dialect.Uuid("asked.value")} AND r.ended_at IS NULL)
        FROM {dialect.Asked("$1")}
        """;

    /// <summary>Samples, how many at most: they, and the samples they come from, each with its relations to its parents; one without any has nothing in their place.</summary>
    public string FindAncestors { get; } =
        $"""
        WITH RECURSIVE ancestors (id) AS (
            SELECT {dialect.Uuid("asked.value")} FROM {dialect.Asked("$1")}
            UNION
            SELECT r.to_sample FROM ancestors AS a {dialect.ForEach("relations", "r", Parents)})
        SELECT CAST(a.id AS text), CAST(r.id AS text), CAST(r.to_sample AS text) FROM (SELECT id FROM ancestors LIMIT $2) AS a
        {dialect.ForEachOrNone("relations", "r", Parents)}
        """;

    private const string Parents = $"r.from_sample = a.id AND r.type IN {Acyclic} AND r.ended_at IS NULL";
}
