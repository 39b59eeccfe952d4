namespace SampleService.Storage.Sql;

/// <summary>What PostgreSQL and SQLite write differently in the statements that both run. Parameters are $1, $2 ... for both.</summary>
internal sealed record SqlDialect
{
    public static readonly SqlDialect PostgreSql = new()
    {
        ForShare = " FOR SHARE",
        ForUpdate = " FOR NO KEY UPDATE",
        AnyFormat = "= ANY ({0})",
        AnyBytesFormat = "= ANY ({0})",
        IsTrue = "",
        UuidFormat = "CAST({0} AS uuid)",
        HasOutbox = "(SELECT min(id) FROM outbox) IS NOT NULL",
        CountLackingIndexes = Storage.PostgreSql.SearchSql.CountLackingIndexes,
        LockFormat = "LOCK TABLE {0} IN SHARE ROW EXCLUSIVE MODE",
        AskedFormat = "unnest(CAST({0} AS text[])) AS asked (value)",
        IndexFormat = "",
        ForEachFormat = "CROSS JOIN LATERAL (SELECT * FROM {0} AS {1} WHERE {2} OFFSET 0) AS {1}",
        ForEachOrNoneFormat = "LEFT JOIN LATERAL (SELECT * FROM {0} AS {1} WHERE {2} OFFSET 0) AS {1} ON true",
        LinkSample = "(l.sample_id::text)",
        LinkWorkspace = "(l.workspace_id + 0)",
        LinkWorkspaceAlone = "(-l.workspace_id)",
        WorkspaceAloneFormat = "-CAST({0} AS bigint)",
    };

    /// <summary>Nothing is locked: its one writer runs one transaction after the other.</summary>
    public static readonly SqlDialect Sqlite = new()
    {
        ForShare = "",
        ForUpdate = "",
        AnyFormat = "IN (SELECT value FROM json_each({0}))",
        AnyBytesFormat = "IN (SELECT unhex(value) FROM json_each({0}))",
        IsTrue = " = 1",
        UuidFormat = "{0}",
        HasOutbox = "0",
        CountLackingIndexes = null,
        LockFormat = "SELECT 1",
        AskedFormat = "json_each({0}) AS asked",
        IndexFormat = " INDEXED BY {0}",
        ForEachFormat = "CROSS JOIN {0} AS {1} WHERE {2}",
        ForEachOrNoneFormat = "LEFT JOIN {0} AS {1} ON {2}",
        LinkSample = "l.sample_id",
        LinkWorkspace = "l.workspace_id",
        LinkWorkspaceAlone = "l.workspace_id",
        WorkspaceAloneFormat = "{0}",
    };

    /// <summary>After a query: its rows stay as they are until the transaction ends.</summary>
    public required string ForShare { get; init; }

    /// <summary>After a query: no other transaction changes or locks its rows until this one ends.</summary>
    public required string ForUpdate { get; init; }

    /// <summary>After a boolean column in a condition, so that partial indexes are found.</summary>
    public required string IsTrue { get; init; }

    /// <summary>The sample of a link <c>l</c>, as the indexes of all its links have it.</summary>
    public required string LinkSample { get; init; }

    /// <summary>The workspace of a link <c>l</c>, as the index of all links of an object has it.</summary>
    public required string LinkWorkspace { get; init; }

    /// <summary>The same, as the index of all links of a workspace has it.</summary>
    public required string LinkWorkspaceAlone { get; init; }

    /// <summary>How many of the indexes that are made late are not there; null where all are made with the schema.</summary>
    public required string? CountLackingIndexes { get; init; }

    /// <summary>Whether there are events without a position.</summary>
    public required string HasOutbox { get; init; }

    private string UuidFormat { get; init; } = "";

    private string AskedFormat { get; init; } = "";

    private string IndexFormat { get; init; } = "";

    private string ForEachFormat { get; init; } = "";

    private string ForEachOrNoneFormat { get; init; } = "";

    private string WorkspaceAloneFormat { get; init; } = "";

    private string AnyFormat { get; init; } = "";

    private string AnyBytesFormat { get; init; } = "";

    private string LockFormat { get; init; } = "";

    /// <summary>The text of a UUID as the value of a column of UUIDs.</summary>
    public string Uuid(string text) => UuidFormat.Replace("{0}", text, StringComparison.Ordinal);

    /// <summary>A table <c>asked</c> whose column <c>value</c> has the texts that are bound as an array.</summary>
    public string Asked(string parameter) => AskedFormat.Replace("{0}", parameter, StringComparison.Ordinal);

    /// <summary>After a table: SQLite is to use this index, where it would take another one.</summary>
    public string IndexedBy(string index) => IndexFormat.Replace("{0}", index, StringComparison.Ordinal);

    /// <summary>At the end of FROM: for each row of what stands before those of a table that fit, each found by an index, however many are expected.</summary>
    public string ForEach(string table, string name, string condition) => Join(ForEachFormat, table, name, condition);

    /// <summary>The same; a row for which there is none stands once, with nothing beside it.</summary>
    public string ForEachOrNone(string table, string name, string condition) => Join(ForEachOrNoneFormat, table, name, condition);

    private static string Join(string format, string table, string name, string condition) =>
        format.Replace("{0}", table, StringComparison.Ordinal).Replace("{1}", name, StringComparison.Ordinal).Replace("{2}", condition, StringComparison.Ordinal);

    /// <summary>What <see cref="LinkWorkspaceAlone"/> is of a workspace.</summary>
    public string WorkspaceAlone(string parameter) => WorkspaceAloneFormat.Replace("{0}", parameter, StringComparison.Ordinal);

    /// <summary>After a column: it equals one of the texts that are bound as an array.</summary>
    public string IsAnyOf(string parameter) => AnyFormat.Replace("{0}", parameter, StringComparison.Ordinal);

    /// <summary>After a column: it equals one of the byte strings that are bound as an array.</summary>
    public string IsAnyOfBytes(string parameter) => AnyBytesFormat.Replace("{0}", parameter, StringComparison.Ordinal);

    /// <summary>A statement after which one transaction at a time changes these tables. Readers go on.</summary>
    public string LockTables(string tables) => LockFormat.Replace("{0}", tables, StringComparison.Ordinal);
}
