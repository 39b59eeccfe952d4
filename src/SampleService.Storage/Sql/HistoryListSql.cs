namespace SampleService.Storage.Sql;

/// <summary>
/// The statements that list what happened, a page at a time: things with a number after a number, others after a time and an id, in either
/// direction. A test sees to it that each finds its rows by an index.
/// </summary>
internal sealed class HistoryListSql(SqlDialect dialect, bool descending)
{
    /// <summary>Sample, number, first and last moment, limit.</summary>
    public string Versions { get; } =
        $"""
        SELECT v.version, v.name, v.node_count, v.vocabulary, v.withdrawn_at IS NOT NULL, v.saved_by, v.saved_at FROM sample_versions AS v
        WHERE v.sample_id = {dialect.Uuid("$1")} AND v.version {After(descending)} $2 AND v.saved_at >= $3 AND v.saved_at <= $4
        ORDER BY v.version{Order(descending)} LIMIT $5
        """;

    /// <summary>Sample, number, first and last moment, limit. Each change with the state that the one before made.</summary>
    public string AclChanges { get; } =
        $"""
        SELECT c.acl_version, c.changed_at, c.changed_by, c.as_admin, c.write_id IS NULL, c.state, b.state FROM sample_acl_changes AS c
        LEFT JOIN sample_acl_changes AS b ON b.sample_id = c.sample_id AND b.acl_version = c.acl_version - 1
        WHERE c.sample_id = {dialect.Uuid("$1")} AND c.acl_version {After(descending)} $2 AND c.changed_at >= $3 AND c.changed_at <= $4
        ORDER BY c.acl_version{Order(descending)} LIMIT $5
        """;

    /// <summary>Time, id, last moment, limit, sample.</summary>
    public string LinksOfSample { get; } =
        Links(dialect, descending, "data_links_of_sample_all", $"{dialect.LinkSample} = $5", "created_at");

    /// <inheritdoc cref="LinksOfSample"/>
    public string EndedLinksOfSample { get; } = Links(
        dialect, descending, "data_links_of_sample_ended", $"{dialect.LinkSample} = $5 AND l.expired_at IS NOT NULL", "expired_at");

    /// <summary>Time, id, last moment, limit, workspace, object.</summary>
    public string LinksOfObject { get; } = Links(
        dialect, descending, "data_links_of_object_all", $"{dialect.LinkWorkspace} = $5 AND l.object_id = $6", "created_at");

    /// <summary>Time, id, last moment, limit, workspace.</summary>
    public string LinksOfWorkspace { get; } = Links(
        dialect, descending, "data_links_of_workspace", $"{dialect.LinkWorkspaceAlone} = {dialect.WorkspaceAlone("$5")}", "created_at");

    /// <summary>Time, id, last moment, limit, sample, user.</summary>
    public string Relations { get; } = RelationsBy(dialect, descending, "created_at");

    /// <inheritdoc cref="Relations"/>
    public string EndedRelations { get; } = RelationsBy(dialect, descending, "ended_at");

    /// <summary>Time, number, last moment, limit, sample.</summary>
    public string Identifiers { get; } = IdentifiersBy(dialect, descending, "added_at");

    /// <inheritdoc cref="Identifiers"/>
    public string RemovedIdentifiers { get; } = IdentifiersBy(dialect, descending, "removed_at");

    /// <summary>Time, number, last moment, limit, sample.</summary>
    public string Withdrawals { get; } =
        $"""
        SELECT w.id, w.at, w.by_user, w.what = 'restored', w.version, w.reason FROM sample_withdrawals AS w
        WHERE w.sample_id = {dialect.Uuid("$5")} AND {Page("w", "at", "$2", descending)}
        """;

    private static string Links(SqlDialect dialect, bool descending, string index, string key, string time) =>
        $"""
        SELECT {HistorySql.LinkColumns} FROM data_links AS l{dialect.IndexedBy(index)}
        WHERE {key} AND {Page("l", time, dialect.Uuid("$2"), descending)}
        """;

    private static string RelationsBy(SqlDialect dialect, bool descending, string time) =>
        $"""
        SELECT CAST($5 AS text), {HistorySql.RelationColumns(dialect, "$6")}
        FROM relations AS r CROSS JOIN samples AS o
        WHERE (r.from_sample = {dialect.Uuid("$5")} OR (r.to_sample = {dialect.Uuid("$5")} AND r.type IN {HistorySql.Symmetric}))
            AND o.id = CASE WHEN r.from_sample = {dialect.Uuid("$5")} THEN r.to_sample ELSE r.from_sample END
            AND {Page("r", time, dialect.Uuid("$2"), descending)}
        """;

    private static string IdentifiersBy(SqlDialect dialect, bool descending, string time) =>
        $"""
        SELECT {HistorySql.IdentifierColumns} FROM identifiers AS i
        WHERE i.sample_id = {dialect.Uuid("$5")} AND {Page("i", time, "$2", descending)}
        """;

    private static string Page(string table, string time, string id, bool descending) =>
        $"""
        ({table}.{time}, {table}.id) {After(descending)} ($1, {id}) AND {table}.{time} {(descending ? ">=" : "<=")} $3
        ORDER BY {table}.{time}{Order(descending)}, {table}.id{Order(descending)} LIMIT $4
        """;

    private static string After(bool descending) => descending ? "<" : ">";

    private static string Order(bool descending) => descending ? " DESC" : "";
}
