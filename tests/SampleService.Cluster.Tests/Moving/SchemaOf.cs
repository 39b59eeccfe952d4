using System.Data.Common;

namespace SampleService.Cluster.Tests.Moving;

/// <summary>
/// What tables and columns a database has, by its own account. Left out are the record of its scripts, and in PostgreSQL
/// the tables that only a cluster of silos needs: its membership, which is of the moment, and the statements of Orleans,
/// which come with the schema.
/// </summary>
internal static class SchemaOf
{
    private const string SqliteColumns =
        """
        SELECT t.name, c.name, c.type, 0 FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND t.name <> 'schema_migrations'
        """;

    private const string PostgreSqlColumns =
        """
        SELECT table_name::text, column_name::text, data_type::text, (is_identity = 'YES')::int FROM information_schema.columns
        WHERE table_schema = 'public'
            AND table_name NOT IN ('schema_migrations', 'orleansquery', 'silo_clusters', 'silos')
        """;

    private const string PostgreSqlReferences =
        """
        SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint
        WHERE contype = 'f' AND connamespace = 'public'::regnamespace
        """;

    public static Task<List<TableColumn>> SqliteAsync(DbConnection connection) => ReadAsync(connection, SqliteColumns, ToColumn);

    public static Task<List<TableColumn>> PostgreSqlAsync(DbConnection connection) =>
        ReadAsync(connection, PostgreSqlColumns, ToColumn);

    /// <summary>The tables in an order in which each comes after those that its rows refer to.</summary>
    public static async Task<List<string>> InOrderOfReferencesAsync(DbConnection connection, IEnumerable<string> tables)
    {
        var references = await ReadAsync(connection, PostgreSqlReferences, row => (From: row.GetString(0), To: row.GetString(1)));
        var waiting = tables.Order(StringComparer.Ordinal).ToList();
        var ordered = new List<string>();
        while (waiting.Count > 0)
        {
            var next = waiting.First(table => references.All(r => r.From != table || r.To == table || ordered.Contains(r.To)));
            waiting.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }

    private static TableColumn ToColumn(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3) != 0);

    private static async Task<List<T>> ReadAsync<T>(DbConnection connection, string sql, Func<DbDataReader, T> read)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync();
        var all = new List<T>();
        while (await rows.ReadAsync())
            all.Add(read(rows));
        return all;
    }
}
