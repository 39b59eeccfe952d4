namespace SampleService.Storage.Sql;

/// <summary>The statements about templates, in either database. A test sees to it that each finds its rows by an index.</summary>
internal sealed class TemplateSql(SqlDialect dialect)
{
    private const string Header = "CAST(t.id AS text), t.owner, t.name, t.version, t.created_at, t.changed_at";

    /// <summary>An owner, names: for a transaction that saves them.</summary>
    public string Lock { get; } =
        $"SELECT {Header} FROM templates AS t WHERE t.owner = $1 AND t.name {dialect.IsAnyOf("$2")} ORDER BY t.name{dialect.ForUpdate}";

    /// <summary>An owner, a number: a row comes back if the owner has more.</summary>
    public string HasMore { get; } = "SELECT 1 FROM templates AS t WHERE t.owner = $1 LIMIT 1 OFFSET $2";

    /// <summary>A row comes back unless somebody else was faster.</summary>
    public string Save { get; } =
        $"""
        INSERT INTO templates (id, owner, name, version, title, public_read, node_tree, keys, created_at, changed_at)
        VALUES ({dialect.Uuid("$1")}, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (owner, name) DO UPDATE SET version = excluded.version, title = excluded.title, public_read = excluded.public_read,
            node_tree = excluded.node_tree, keys = excluded.keys, changed_at = excluded.changed_at
        WHERE templates.version = excluded.version - 1
        RETURNING 1
        """;

    /// <summary>A template.</summary>
    public string RemoveReaders { get; } = $"DELETE FROM template_readers WHERE template_id = {dialect.Uuid("$1")}";

    /// <summary>Readers, a template.</summary>
    public string AddReaders { get; } =
        $"INSERT INTO template_readers (reader, template_id) SELECT asked.value, {dialect.Uuid("$2")} FROM {dialect.Asked("$1")}";

    /// <summary>After which template, how many.</summary>
    public string ListAll { get; } = Page("CAST(t.id AS text)", "true", dialect);

    /// <summary>After which template, how many, an owner.</summary>
    public string ListOwned { get; } = Page("CAST(t.id AS text)", "t.owner = $3", dialect);

    /// <summary>After which template, how many, a user, all names of readers that are the user's.</summary>
    public string ListReadable { get; } =
        $"""
        SELECT CAST(page.id AS text) FROM (
            SELECT a.id FROM ({Page("t.id", "t.owner = $3", dialect)}) AS a
            UNION
            SELECT a.id FROM ({Page("t.id", $"t.public_read{dialect.IsTrue}", dialect)}) AS a
            UNION
            SELECT r.template_id FROM {dialect.Asked("$4")} CROSS JOIN template_readers AS r
            WHERE r.reader = asked.value AND r.template_id > {dialect.Uuid("$1")}) AS page
        ORDER BY page.id LIMIT $2
        """;

    /// <summary>Templates.</summary>
    public string Find { get; } =
        $"""
        SELECT {Header}, t.title, t.public_read, t.node_tree, t.keys FROM {dialect.Asked("$1")} CROSS JOIN templates AS t
        WHERE t.id = {dialect.Uuid("asked.value")}
        """;

    /// <summary>Templates: who may read them.</summary>
    public string FindReaders { get; } =
        $"""
        SELECT CAST(r.template_id AS text), r.reader FROM {dialect.Asked("$1")} CROSS JOIN template_readers AS r
        WHERE r.template_id = {dialect.Uuid("asked.value")}
        """;

    private static string Page(string column, string condition, SqlDialect dialect) =>
        $"SELECT {column} FROM templates AS t WHERE {condition} AND t.id > {dialect.Uuid("$1")} ORDER BY t.id LIMIT $2";
}
