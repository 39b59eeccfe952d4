namespace SampleService.Storage.Sql;

/// <summary>The statements that read offers, in either database. A test sees to it that each finds its rows by an index.</summary>
internal sealed class OfferSql(SqlDialect dialect)
{
    /// <summary>Ids of samples.</summary>
    public string Find { get; } =
        $"""
        SELECT {Columns("o")} FROM {dialect.Asked("$1")} CROSS JOIN ownership_offers AS o WHERE o.sample_id = {dialect.Uuid("asked.value")}
        """;

    /// <summary>Sample, limit.</summary>
    public string List { get; } = Page(dialect, "true");

    /// <summary>Sample, limit, user.</summary>
    public string ListTo { get; } = Page(dialect, "f.to_user = $3");

    /// <summary>Sample, limit, user.</summary>
    public string ListFrom { get; } = Page(dialect, "f.from_user = $3");

    private static string Page(SqlDialect dialect, string condition) =>
        $"""
        SELECT {Columns("page")}, s.withdrawn_at IS NOT NULL,
            (SELECT v.name FROM sample_versions AS v WHERE v.sample_id = s.id AND v.version = s.head)
        FROM (
            SELECT * FROM ownership_offers AS f WHERE {condition} AND f.sample_id > {dialect.Uuid("$1")}
            ORDER BY f.sample_id LIMIT $2) AS page
        {dialect.ForEach("samples", "s", "s.id = page.sample_id")}
        ORDER BY page.sample_id
        """;

    private static string Columns(string table) =>
        $"CAST({table}.sample_id AS text), {table}.from_user, {table}.to_user, {table}.keep, {table}.message, {table}.created_at, {table}.expires_at";
}
