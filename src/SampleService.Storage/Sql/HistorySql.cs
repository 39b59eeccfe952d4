namespace SampleService.Storage.Sql;

/// <summary>
/// The statements about samples at a moment. The ids that are asked for come as an array of texts; versions as the id of the sample, which has 36
/// characters, and the number behind it. A test sees to it that each finds its rows by an index.
/// </summary>
internal sealed class HistorySql(SqlDialect dialect)
{
    /// <summary>The types of relations that say the same of both ends.</summary>
    internal const string Symmetric = "('same_as', 'related_to')";

    internal const string LinkColumns =
        """
        CAST(l.id AS text), l.workspace_id, l.object_id, l.object_version, l.data_id, CAST(l.sample_id AS text), l.version, l.node_id,
        l.created_by, l.created_at, l.expired_by, l.expired_at
        """;

    internal const string IdentifierColumns =
        "i.id, i.namespace, i.value, CAST(i.sample_id AS text), i.node_id, i.added_at, i.added_by, i.removed_at, i.removed_by";

    private const string Changes = "sample_acl_changes";

    private const string NamespaceLength = "CAST(substr(asked.value, 1, 3) AS integer)";

    private const string Number = "CAST(substr(asked.value, 37) AS integer)";

    internal const string RelationOnlyColumns =
        """
        CAST(r.id AS text), r.type, CAST(r.from_sample AS text), r.from_version, r.from_node,
            CAST(r.to_sample AS text), r.to_version, r.to_node, r.created_at, r.created_by, r.ended_at, r.ended_by
        """;

    /// <summary>After the sample that was asked for: the relation, and the rights on the sample at the other end.</summary>
    internal static string RelationColumns(SqlDialect dialect, string names) =>
        $"{RelationOnlyColumns}, o.owner, {AclSql.LevelOf(dialect, "o.id", names)}, o.public_read";

    /// <summary>Ids, names of the requester, moment.</summary>
    public string FindSamples { get; } =
        $"""
        SELECT CAST(s.id AS text), s.owner, {AclSql.LevelOf(dialect, "s.id", "$2")}, s.public_read, s.acl_version, s.created_at, s.ordinal IS NOT NULL,
            s.withdrawn_at, s.withdrawn_by, s.withdrawn_reason,
            (SELECT v.saved_by FROM sample_versions AS v WHERE v.sample_id = s.id AND v.version = 1),
            (SELECT v.version FROM sample_versions AS v
             WHERE v.sample_id = s.id AND v.version <= s.head AND v.saved_at <= $3 ORDER BY v.version DESC LIMIT 1)
        FROM {dialect.Asked("$1")} CROSS JOIN samples AS s
        WHERE s.id = {dialect.Uuid("asked.value")}
        """;

    /// <summary>Ids.</summary>
    public string FindAcls { get; } =
        $"""
        SELECT CAST(a.sample_id AS text), a.user_name, a.level FROM {dialect.Asked("$1")} CROSS JOIN sample_acls AS a
        WHERE a.sample_id = {dialect.Uuid("asked.value")}
        """;

    /// <summary>Ids, moment: the last change until then, and the first at all.</summary>
    public string FindAclStates { get; } =
        $"""
        SELECT CAST(c.sample_id AS text), c.acl_version, c.changed_at, c.changed_by, c.as_admin, c.write_id IS NULL, c.state
        FROM {dialect.Asked("$1")} CROSS JOIN {Changes} AS c
        WHERE c.sample_id = {dialect.Uuid("asked.value")} AND c.acl_version IN (
            (SELECT d.acl_version FROM {Changes} AS d WHERE d.sample_id = {dialect.Uuid("asked.value")} AND d.changed_at <= $2
             ORDER BY d.acl_version DESC LIMIT 1),
            (SELECT d.acl_version FROM {Changes} AS d WHERE d.sample_id = {dialect.Uuid("asked.value")} ORDER BY d.acl_version LIMIT 1))
        """;

    /// <summary>Versions.</summary>
    public string FindWithdrawn { get; } = $"""
        SELECT CAST(v.sample_id AS text), v.version, v.withdrawn_at, v.withdrawn_by, v.withdrawn_reason
        FROM {dialect.Asked("$1")} CROSS JOIN sample_versions AS v WHERE {VersionIsAsked(dialect)} AND v.withdrawn_at IS NOT NULL
        """;

    /// <summary>Versions.</summary>
    public string FindVersions { get; } = $"""
        SELECT CAST(v.sample_id AS text), v.version, v.saved_by, v.name, v.saved_at, v.node_tree
        FROM {dialect.Asked("$1")} CROSS JOIN sample_versions AS v WHERE {VersionIsAsked(dialect)}
        """;

    /// <summary>Sample, version, node.</summary>
    public string FindNode { get; } =
        $"SELECT 1 FROM sample_nodes AS n WHERE n.sample_id = {dialect.Uuid("$1")} AND n.version = $2 AND n.node_id = $3";

    /// <summary>Versions, whether of all workspaces, workspaces, limit.</summary>
    public string FindLinks { get; } = $"{ActiveLinks(dialect)} LIMIT $4";

    /// <summary>Versions, whether of all workspaces, workspaces, limit, moment. The unexpired and the ended ones are in different indexes.</summary>
    public string FindLinksAt { get; } = $"""
        {ActiveLinks(dialect)} AND l.created_at <= $5
        UNION ALL
        {LinksOfVersions(dialect, dialect.IndexedBy("data_links_of_sample"))} AND l.expired_at >= $5 AND l.created_at <= $5
        LIMIT $4
        """;

    /// <summary>Ids, names of the requester, whether at present, moment.</summary>
    public string FindRelations { get; } = $"""
        {RelationsOf(dialect, from: true)} AND {ActiveRelation}
        UNION ALL
        {RelationsOf(dialect, from: false)} AND r.type IN {Symmetric} AND {ActiveRelation}
        """;

    /// <summary>Ids, names of the requester, whether at present, moment, types: relations to what samples come from.</summary>
    public string FindParents { get; } = Lineage(dialect, true);

    /// <summary>The same: relations from what comes from them.</summary>
    public string FindChildren { get; } = Lineage(dialect, false);

    /// <summary>Versions.</summary>
    public string FindNames { get; } = $"""
        SELECT CAST(v.sample_id AS text), v.name FROM {dialect.Asked("$1")} CROSS JOIN sample_versions AS v WHERE {VersionIsAsked(dialect)}
        """;

    /// <summary>Ids, whether at present, moment.</summary>
    public string FindIdentifiers { get; } =
        $"""
        SELECT {IdentifierColumns} FROM {dialect.Asked("$1")} CROSS JOIN identifiers AS i
        WHERE i.sample_id = {dialect.Uuid("asked.value")}
            AND CASE WHEN $2 THEN i.removed_at IS NULL ELSE i.added_at <= $3 AND (i.removed_at IS NULL OR i.removed_at >= $3) END
        """;

    /// <summary>Names: each the length of the namespace in three digits, the namespace, and the value.</summary>
    public string FindNamedIdentifiers { get; } =
        $"""
        SELECT {IdentifierColumns} FROM {dialect.Asked("$1")} CROSS JOIN identifiers AS i
        WHERE i.namespace = substr(asked.value, 4, {NamespaceLength}) AND i.value = substr(asked.value, 4 + {NamespaceLength}) AND i.removed_at IS NULL
        """;

    private static string VersionIsAsked(SqlDialect dialect) => $"v.sample_id = {Sample(dialect)} AND v.version = {Number}";

    private static string Sample(SqlDialect dialect) => dialect.Uuid("substr(asked.value, 1, 36)");

    private static string ActiveLinks(SqlDialect dialect) =>
        $"{LinksOfVersions(dialect, dialect.IndexedBy("data_links_active_of_sample"))} AND l.expired_at IS NULL";

    private const string ActiveRelation =
        "CASE WHEN $3 THEN r.ended_at IS NULL ELSE r.created_at <= $4 AND (r.ended_at IS NULL OR r.ended_at >= $4) END";

    private static string LinksOfVersions(SqlDialect dialect, string index) => $"""
        SELECT {LinkColumns} FROM {dialect.Asked("$1")} CROSS JOIN data_links AS l{index}
        WHERE l.sample_id = {Sample(dialect)} AND l.version = {Number}
            AND ($2 OR CAST(l.workspace_id AS text) {dialect.IsAnyOf("$3")})
        """;

    /// <summary>Those that say the same of both ends lead either way.</summary>
    private static string Lineage(SqlDialect dialect, bool up) => $"""
        {RelationsOf(dialect, from: up)} AND r.type {dialect.IsAnyOf("$5")} AND {ActiveRelation}
        UNION ALL
        {RelationsOf(dialect, from: !up)} AND r.type {dialect.IsAnyOf("$5")} AND r.type IN {Symmetric} AND {ActiveRelation}
        LIMIT $6
        """;

    private static string RelationsOf(SqlDialect dialect, bool from)
    {
        var (own, other) = from ? ("from_sample", "to_sample") : ("to_sample", "from_sample");
        return $"""
            SELECT CAST(asked.value AS text), {RelationColumns(dialect, "$2")}
            FROM {dialect.Asked("$1")} CROSS JOIN relations AS r CROSS JOIN samples AS o
            WHERE r.{own} = {dialect.Uuid("asked.value")} AND o.id = r.{other}
            """;
    }
}
