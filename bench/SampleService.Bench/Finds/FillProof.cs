using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SampleService.Storage;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Sqlite;
using SampleService.Testing.Servers;

namespace SampleService.Bench;

/// <summary>
/// Proves that a database is filled with the postings that the indexer makes: fills a small one, reads its postings, removes them, has the indexer make them
/// from the trees, and reads them again.
/// </summary>
internal static class FillProof
{
    private const int Samples = 2000;

    private const string Remove =
        """
        DELETE FROM search_text;
        DELETE FROM search_numbers;
        DELETE FROM search_words;
        UPDATE samples SET indexed = 0;
        INSERT INTO search_queue (ordinal, queued_at) SELECT ordinal, created_at FROM samples;
        """;

    private const string Rows =
        """
        SELECT 'text ' || key_id || ' ' || ordinal || ' ' || value FROM search_text
        UNION ALL SELECT 'number ' || key_id || ' ' || dimension || ' ' || value || ' ' || ordinal FROM search_numbers
        UNION ALL SELECT 'key ' || id || ' ' || value_key || ' ' || key FROM search_keys
        UNION ALL SELECT 'dimension ' || id || ' ' || name FROM search_dimensions
        """;

    /// <summary>Proves it on SQLite.</summary>
    public static async Task OnSqliteAsync()
    {
        using var folder = new TemporaryDirectory();
        var path = Path.Combine(folder.Path, "samples.db");
        await Open().DisposeAsync();
        await FindsFill.RunAsync(new SqliteFill(path), Samples);
        var filled = Read();
        QueueAll(path);
        await using (var database = Open())
            await IndexAsync(new Storage.Sqlite.SearchIndexStore(database, NullLogger<Storage.Sqlite.SearchIndexStore>.Instance));
        Compare("SQLite", filled, Read());

        SqliteDatabase Open() => SqliteDatabase.Open(new SqliteDatabaseOptions { Path = path }, TimeProvider.System, NullLogger<SqliteDatabase>.Instance);

        HashSet<string> Read()
        {
            var session = SqliteSession.OpenReader(path);
            session.ExecuteScript("PRAGMA query_only = OFF; CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, search_words, instance)");
            HashSet<string> rows = [.. session.Prepare($"{Rows} UNION ALL SELECT 'word ' || doc || ' ' || term FROM temp.words").ReadAll(row => row.GetString(0))];
            session.Close();
            return rows;
        }
    }

    /// <summary>Proves it on PostgreSQL.</summary>
    public static async Task OnPostgreSqlAsync(BenchPostgres server)
    {
        var connection = await server.CreateMigratedDatabaseAsync();
        await FindsFill.RunAsync(new PostgreSqlFill(connection), Samples);
        var filled = await ReadAsync();
        await QueueAllAsync(connection);
        await using (var database = await PostgreSqlDatabase.OpenAsync(
            new PostgreSqlDatabaseOptions { ConnectionString = connection }, null, NullLogger<PostgreSqlDatabase>.Instance, default))
            await IndexAsync(new Storage.PostgreSql.SearchIndexStore(database, NullLogger<Storage.PostgreSql.SearchIndexStore>.Instance));
        Compare("PostgreSQL", filled, await ReadAsync());

        async Task<HashSet<string>> ReadAsync()
        {
            await using var source = NpgsqlDataSource.Create(connection);
            await using var command = source.CreateCommand($"{Rows} UNION ALL SELECT 'words ' || ordinal || ' ' || words::text FROM search_words");
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new HashSet<string>();
            while (await reader.ReadAsync())
                rows.Add(reader.GetString(0));
            return rows;
        }
    }

    /// <summary>Removes all postings of a SQLite database, and puts all samples into the queue.</summary>
    public static void QueueAll(string path)
    {
        var session = SqliteSession.OpenWriter(path);
        session.ExecuteScript(Remove);
        session.Close();
    }

    /// <summary>The same on PostgreSQL.</summary>
    public static async Task QueueAllAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(Remove);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task IndexAsync(ISearchIndexStore index)
    {
        while ((await index.IndexAsync(int.MaxValue, default)).HasWorked)
        {
            // A batch was written.
        }
    }

    private static void Compare(string backEnd, HashSet<string> filled, HashSet<string> indexed)
    {
        if (!filled.SetEquals(indexed))
            throw new LoadException(
                $"{backEnd} is not filled as the indexer does it: {string.Join("; ", filled.Except(indexed).Take(3))} in place of {string.Join("; ", indexed.Except(filled).Take(3))}");
        Console.Error.WriteLine($"{backEnd}: the {filled.Count} postings filled in for {Samples} samples are those that the indexer makes.");
    }
}
