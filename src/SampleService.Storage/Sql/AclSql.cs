namespace SampleService.Storage.Sql;

/// <summary>Parts of statements about entries of ACLs.</summary>
internal static class AclSql
{
    /// <summary>The highest level of entries <c>a</c> as its number (<see cref="Domain.AccessLevel"/>); null where there is none.</summary>
    public const string HighestLevel = "max(CASE a.level WHEN 'admin' THEN 3 WHEN 'write' THEN 2 ELSE 1 END)";

    /// <summary>The same of the entries that a sample has of some names, which are bound as an array.</summary>
    public static string LevelOf(SqlDialect dialect, string sample, string names) =>
        $"(SELECT {HighestLevel} FROM sample_acls AS a WHERE a.sample_id = {sample} AND a.user_name {dialect.IsAnyOf(names)})";
}
