namespace SampleService.Storage.PostgreSql;

/// <summary>The statements that read the entries of an index that is ordered by ordinal. $1 and $2 are the bounds, $3 is the limit.</summary>
/// <param name="Ascending">Ordinals, the oldest first.</param>
/// <param name="Descending">Ordinals, the newest first.</param>
/// <param name="Count">How many there are.</param>
internal sealed record EntrySql(string Ascending, string Descending, string Count)
{
    /// <summary>The statements.</summary>
    /// <param name="from">The table <c>e</c>, with a column <c>ordinal</c>, and conditions with further parameters.</param>
    public static EntrySql Of(string from)
    {
        var entries = $"FROM {from} AND e.ordinal BETWEEN $1 AND $2";
        return new EntrySql(
            $"SELECT e.ordinal {entries} ORDER BY e.ordinal LIMIT $3",
            $"SELECT e.ordinal {entries} ORDER BY e.ordinal DESC LIMIT $3",
            $"SELECT count(*)::integer FROM (SELECT {entries} ORDER BY e.ordinal LIMIT $3) AS counted");
    }

    /// <summary>The statements for several ranges; those that list give the number of the range, from 1 on, before the ordinal.</summary>
    /// <param name="ranges">The ranges, <c>a</c> with a column <c>place</c>.</param>
    /// <param name="from">The same, for one of them.</param>
    public static EntrySql Of(string ranges, string from)
    {
        var one = Of(from);
        return new EntrySql(
            $"SELECT a.place, e.ordinal FROM {ranges} CROSS JOIN LATERAL ({one.Ascending}) AS e",
            $"SELECT a.place, e.ordinal FROM {ranges} CROSS JOIN LATERAL ({one.Descending}) AS e",
            $"SELECT count(*)::integer FROM (SELECT FROM {ranges} CROSS JOIN LATERAL ({one.Ascending}) AS e LIMIT $3) AS counted");
    }

    /// <summary>The statement that lists.</summary>
    public string List(bool descending) => descending ? Descending : Ascending;
}
