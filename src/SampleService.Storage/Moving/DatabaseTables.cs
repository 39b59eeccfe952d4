using System.Data.Common;

namespace SampleService.Storage.Moving;

/// <summary>
/// What tables and columns a database has, by its own account. Left out are the record of its scripts, and in PostgreSQL the tables that
/// only a cluster of silos needs: its membership, which is of the moment, and the statements of Orleans, which come with the schema; so is the
/// outbox, since SQLite gives events their positions at once, the leases of senders, which are of the moment, and the pieces of trees, which
/// come with their versions. What samples are found by is made anew. The states of the platform lie apart.
/// </summary>
internal static class DatabaseTables
{
    private const string SqliteColumns =
        """
        SELECT t.name, c.name, c.type, 0 FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND t.name NOT LIKE 'search\_%' ESCAPE '\'
            AND t.name <> 'schema_migrations'
        """;

    private const string PostgreSqlColumns =
        """
        SELECT table_name::text, column_name::text, data_type::text, (is_identity = 'YES')::int FROM information_schema.columns
        JOIN information_schema.tables USING (table_catalog, table_schema, table_name)
        WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
            AND table_name NOT LIKE 'search\_%'
            AND table_name NOT IN ('schema_migrations', 'orleansquery', 'silo_clusters', 'silos', 'outbox', 'tree_pieces', 'event_sender_leases')
        """;

    private const string PostgreSqlReferences =
        """
        SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint
        WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
        """;

    public static Task<List<TableColumn>> OfSqliteAsync(DbConnection connection, CancellationToken cancellation) =>
        ReadAsync(connection, SqliteColumns, ToColumn, cancellation);

    public static Task<List<TableColumn>> OfPostgreSqlAsync(DbConnection connection, CancellationToken cancellation) =>
        ReadAsync(connection, PostgreSqlColumns, ToColumn, cancellation);

    /// <summary>The tables in an order in which each comes after those that its rows refer to.</summary>
    public static async Task<List<string>> InOrderOfReferencesAsync(
        DbConnection connection, IEnumerable<string> tables, CancellationToken cancellation)
    {
        var references = await ReadAsync(
            connection, PostgreSqlReferences, row => (From: row.GetString(0), To: row.GetString(1)), cancellation).ConfigureAwait(false);
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

    private static async Task<List<T>> ReadAsync<T>(
        DbConnection connection, string sql, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var all = new List<T>();
        while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
            all.Add(read(rows));
        return all;
    }
}

/// <summary>A column of a table.</summary>
/// <param name="Table">Name of the table.</param>
/// <param name="Name">Name of the column.</param>
/// <param name="Type">Its type, as the database calls it.</param>
/// <param name="IsIdentity">Whether PostgreSQL counts its values.</param>
internal sealed record TableColumn(string Table, string Name, string Type, bool IsIdentity)
{
    public string FullName => $"{Table}.{Name}";
}
