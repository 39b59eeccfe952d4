using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace SampleService.Storage.Moving;

/// <summary>
/// Copies a SQLite database into a PostgreSQL database that has the schema and no rows: table by table, in one transaction. It knows
/// nothing of any table, since both databases have the same: the values follow the types of the columns.
/// </summary>
public static class DatabaseCopy
{
    private const int RowsBetweenReports = 100_000;

    // The end of a table takes as long as its foreign keys take to be checked.
    private const int NoTimeout = 0;

    // They would take old samples, which have no ordinal yet, for those that a process of the version before creates.
    private const string DisableTriggers = "ALTER TABLE samples DISABLE TRIGGER samples_of_before";

    private const string EnableTriggers = "ALTER TABLE samples ENABLE TRIGGER samples_of_before";

    private const string RestartBackfill =
        "UPDATE search_backfill SET resume_at = NULL, done = 0, complete = NOT EXISTS (SELECT FROM samples)";

    /// <summary>Copies everything, or nothing when it fails.</summary>
    /// <param name="file">The SQLite file, which nothing writes to meanwhile.</param>
    /// <param name="to">The PostgreSQL database.</param>
    /// <param name="progress">Is told the table and how many of its rows were copied, now and then and at its end.</param>
    /// <param name="cancellation">Undoes what was copied.</param>
    /// <exception cref="CopyException">The target has rows, or the databases do not have the same tables.</exception>
    public static async Task CopyAsync(string file, NpgsqlConnectionStringBuilder to, Action<string, long> progress, CancellationToken cancellation)
    {
        await using var source = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        await source.OpenAsync(cancellation).ConfigureAwait(false);
        await using var target = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(to.ConnectionString) { Pooling = false, CommandTimeout = NoTimeout }.ConnectionString);
        await target.OpenAsync(cancellation).ConfigureAwait(false);

        var columns = await DatabaseTables.OfPostgreSqlAsync(target, cancellation).ConfigureAwait(false);
        RequireSame(await DatabaseTables.OfSqliteAsync(source, cancellation).ConfigureAwait(false), columns);
        var byTable = columns.ToLookup(column => column.Table);
        await using var transaction = await target.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await RunAsync(target, DisableTriggers, cancellation).ConfigureAwait(false);
        foreach (var table in await DatabaseTables.InOrderOfReferencesAsync(target, byTable.Select(group => group.Key), cancellation).ConfigureAwait(false))
        {
            await RequireEmptyAsync(target, table, cancellation).ConfigureAwait(false);
            await CopyAsync(source, target, table, [.. byTable[table]], progress, cancellation).ConfigureAwait(false);
            foreach (var column in byTable[table].Where(column => column.IsIdentity))
                await GoOnCountingAsync(source, target, column, cancellation).ConfigureAwait(false);
        }

        await RunAsync(target, EnableTriggers, cancellation).ConfigureAwait(false);
        await RunAsync(target, RestartBackfill, cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
    }

    private static async Task RunAsync(NpgsqlConnection target, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, target);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private static void RequireSame(IReadOnlyList<TableColumn> source, IReadOnlyList<TableColumn> target)
    {
        var names = target.Select(column => column.FullName).ToHashSet(StringComparer.Ordinal);
        names.SymmetricExceptWith(source.Select(column => column.FullName));
        if (names.Count > 0)
            throw new CopyException($"The two databases do not have the same tables: {string.Join(", ", names.Order(StringComparer.Ordinal))}");
    }

    private static async Task RequireEmptyAsync(NpgsqlConnection target, string table, CancellationToken cancellation)
    {
        await using var any = new NpgsqlCommand($"SELECT EXISTS (SELECT FROM {table})", target);
        if (await any.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is true)
            throw new CopyException($"The target has rows in its table {table}; only a new database can be copied into");
    }

    private static async Task CopyAsync(
        SqliteConnection source, NpgsqlConnection target, string table, IReadOnlyList<TableColumn> columns, Action<string, long> progress,
        CancellationToken cancellation)
    {
        var names = string.Join(", ", columns.Select(column => column.Name));
        await using var select = new SqliteCommand($"SELECT {names} FROM {table}", source);
        await using var rows = await select.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await using var import = await target.BeginBinaryImportAsync($"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)", cancellation).ConfigureAwait(false);
        var count = 0L;
        while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
        {
            await import.StartRowAsync(cancellation).ConfigureAwait(false);
            for (var i = 0; i < columns.Count; i++)
                await WriteAsync(import, rows.GetValue(i), columns[i], cancellation).ConfigureAwait(false);
            if (++count % RowsBetweenReports == 0)
                progress(table, count);
        }

        await import.CompleteAsync(cancellation).ConfigureAwait(false);
        progress(table, count);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter import, object value, TableColumn column, CancellationToken cancellation) => (column.Type, value) switch
    {
        (_, DBNull) => import.WriteNullAsync(cancellation),
        ("uuid", string text) => import.WriteAsync(Guid.ParseExact(text, "D"), NpgsqlDbType.Uuid, cancellation),
        ("boolean", 0L or 1L) => import.WriteAsync(value is 1L, NpgsqlDbType.Boolean, cancellation),
        ("integer", long number) => import.WriteAsync(checked((int)number), NpgsqlDbType.Integer, cancellation),
        ("bigint", long number) => import.WriteAsync(number, NpgsqlDbType.Bigint, cancellation),
        ("text", string text) => import.WriteAsync(text, NpgsqlDbType.Text, cancellation),
        ("json", string text) => import.WriteAsync(text, NpgsqlDbType.Json, cancellation),
        ("bytea", byte[] bytes) => import.WriteAsync(bytes, NpgsqlDbType.Bytea, cancellation),
        _ => throw new CopyException($"A value of {column.FullName} is {value.GetType().Name}, and the target takes {column.Type}"),
    };

    /// <summary>Numbers that were given once are not given again, even if their rows are gone.</summary>
    private static async Task GoOnCountingAsync(SqliteConnection source, NpgsqlConnection target, TableColumn column, CancellationToken cancellation)
    {
        await using var last = new SqliteCommand($"SELECT seq FROM sqlite_sequence WHERE name = '{column.Table}'", source);
        if (await last.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is not long number)
            return;
        await using var set = new NpgsqlCommand(
            string.Create(CultureInfo.InvariantCulture, $"SELECT setval(pg_get_serial_sequence('{column.Table}', '{column.Name}'), {number})"), target);
        await set.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }
}

/// <summary>A database cannot be copied. The message is one line for the operator.</summary>
/// <param name="message">What stands against it.</param>
public sealed class CopyException(string message) : Exception(message);
