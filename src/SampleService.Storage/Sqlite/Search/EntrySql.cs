namespace SampleService.Storage.Sqlite;

/// <summary>The statements that read the entries of an index that is ordered by ordinal, from @from to @to, @limit at most.</summary>
/// <param name="Ascending">Ordinals, the oldest first.</param>
/// <param name="Descending">Ordinals, the newest first.</param>
/// <param name="Count">How many there are.</param>
internal sealed record EntrySql(string Ascending, string Descending, string Count)
{
    /// <summary>The statements.</summary>
    /// <param name="from">The table, and conditions with further parameters.</param>
    /// <param name="ordinal">What its column of ordinals is called.</param>
    public static EntrySql Of(string from, string ordinal = "ordinal")
    {
        var entries = $"FROM {from} AND {ordinal} BETWEEN @from AND @to ORDER BY {ordinal}";
        return new EntrySql(
            $"SELECT {ordinal} {entries} LIMIT @limit",
            $"SELECT {ordinal} {entries} DESC LIMIT @limit",
            $"SELECT count(*) FROM (SELECT 1 {entries} LIMIT @limit)");
    }

    /// <summary>The statement that lists.</summary>
    public string List(bool descending) => descending ? Descending : Ascending;
}
