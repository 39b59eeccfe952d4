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
        LockFormat = "LOCK TABLE {0} IN SHARE ROW EXCLUSIVE MODE",
    };

    /// <summary>Nothing is locked: its one writer runs one transaction after the other.</summary>
    public static readonly SqlDialect Sqlite = new()
    {
        ForShare = "",
        ForUpdate = "",
        AnyFormat = "IN (SELECT value FROM json_each({0}))",
        AnyBytesFormat = "IN (SELECT unhex(value) FROM json_each({0}))",
        IsTrue = " = 1",
        LockFormat = "SELECT 1",
    };

    /// <summary>After a query: its rows stay as they are until the transaction ends.</summary>
    public required string ForShare { get; init; }

    /// <summary>After a query: no other transaction changes or locks its rows until this one ends.</summary>
    public required string ForUpdate { get; init; }

    /// <summary>After a boolean column in a condition, so that partial indexes are found.</summary>
    public required string IsTrue { get; init; }

    private string AnyFormat { get; init; } = "";

    private string AnyBytesFormat { get; init; } = "";

    private string LockFormat { get; init; } = "";

    /// <summary>After a column: it equals one of the texts that are bound as an array.</summary>
    public string IsAnyOf(string parameter) => AnyFormat.Replace("{0}", parameter, StringComparison.Ordinal);

    /// <summary>After a column: it equals one of the byte strings that are bound as an array.</summary>
    public string IsAnyOfBytes(string parameter) => AnyBytesFormat.Replace("{0}", parameter, StringComparison.Ordinal);

    /// <summary>A statement after which one transaction at a time changes these tables. Readers go on.</summary>
    public string LockTables(string tables) => LockFormat.Replace("{0}", tables, StringComparison.Ordinal);
}
