using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace SampleService.Cluster.Tests.Moving;

/// <summary>
/// Copies a SQLite database into a PostgreSQL database that has the schema and no rows, as an operator would: table by
/// table, row by row, with plain SQL. It knows nothing of any table: the values follow the types of the columns.
/// </summary>
internal static class TableCopier
{
    /// <summary>Copies everything; gives how many rows each table had.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> CopyAsync(string file, string connectionString)
    {
        await using var source = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ConnectionString);
        await source.OpenAsync();
        await using var target = new NpgsqlConnection(connectionString);
        await target.OpenAsync();

        var columns = await SchemaOf.PostgreSqlAsync(target);
        Assert.Equal(
            (await SchemaOf.SqliteAsync(source)).Select(column => column.FullName).Order(StringComparer.Ordinal),
            columns.Select(column => column.FullName).Order(StringComparer.Ordinal));

        var byTable = columns.ToLookup(column => column.Table);
        var copied = new Dictionary<string, int>();
        await using var transaction = await target.BeginTransactionAsync();
        foreach (var table in await SchemaOf.InOrderOfReferencesAsync(target, byTable.Select(group => group.Key)))
        {
            copied[table] = await CopyAsync(source, target, table, [.. byTable[table]]);
            foreach (var column in byTable[table].Where(column => column.IsIdentity))
                await GoOnCountingAsync(source, target, column);
        }

        await transaction.CommitAsync();
        return copied;
    }

    /// <summary>Changes a file that no server has open.</summary>
    public static async Task ExecuteAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<int> CopyAsync(
        SqliteConnection source, NpgsqlConnection target, string table, IReadOnlyList<TableColumn> columns)
    {
        var names = string.Join(", ", columns.Select(column => column.Name));
        await using var select = new SqliteCommand($"SELECT {names} FROM {table}", source);
        await using var insert = new NpgsqlCommand(
            $"""
            INSERT INTO {table} ({names}) OVERRIDING SYSTEM VALUE
            VALUES ({string.Join(", ", Enumerable.Range(1, columns.Count).Select(i => $"${i}"))})
            """, target);
        await using var rows = await select.ExecuteReaderAsync();
        var count = 0;
        for (; await rows.ReadAsync(); count++)
        {
            insert.Parameters.Clear();
            for (var i = 0; i < columns.Count; i++)
                insert.Parameters.Add(
                    new NpgsqlParameter { Value = Convert(rows.GetValue(i), columns[i]), DataTypeName = columns[i].Type });
            await insert.ExecuteNonQueryAsync();
        }

        return count;
    }

    private static object Convert(object value, TableColumn column) => (column.Type, value) switch
    {
        (_, DBNull) => value,
        ("uuid", string text) => Guid.ParseExact(text, "D"),
        ("boolean", long number) => number switch { 0 => false, 1 => true, _ => throw Unknown(value, column) },
        ("integer", long number) => checked((int)number),
        ("bigint", long) or ("text" or "json", string) or ("bytea", byte[]) => value,
        _ => throw Unknown(value, column),
    };

    private static InvalidOperationException Unknown(object value, TableColumn column) =>
        new($"{column.FullName} is {column.Type}, to which {value.GetType().Name} {value} is not converted");

    /// <summary>Numbers that were given once are not given again, even if their rows are gone.</summary>
    private static async Task GoOnCountingAsync(SqliteConnection source, NpgsqlConnection target, TableColumn column)
    {
        await using var last = new SqliteCommand($"SELECT seq FROM sqlite_sequence WHERE name = '{column.Table}'", source);
        if (await last.ExecuteScalarAsync() is not long number)
            return;
        await using var set = new NpgsqlCommand(
            string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT setval(pg_get_serial_sequence('{column.Table}', '{column.Name}'), {number})"), target);
        await set.ExecuteNonQueryAsync();
    }
}
