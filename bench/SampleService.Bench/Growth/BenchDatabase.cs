using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SampleService.Storage;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Sqlite;
using SampleService.Storage.Tests.Growth;

namespace SampleService.Bench;

/// <summary>A database that is measured, with so many samples in it.</summary>
internal sealed class BenchDatabase(int size, ISampleStore samples, ILinkStore links, Func<ValueTask> close) : IAsyncDisposable
{
    public int Size { get; } = size;

    public ISampleStore Samples { get; } = samples;

    public ILinkStore Links { get; } = links;

    public static async Task<BenchDatabase> OnSqliteAsync(int size)
    {
        var folder = Directory.CreateTempSubdirectory("sample-bench-").FullName;
        var options = new SqliteDatabaseOptions { Path = Path.Combine(folder, "samples.db") };
        await Open().DisposeAsync();
        await GrowthData.FillSqliteAsync(options.Path, size);
        var database = Open();
        return new BenchDatabase(size, new Storage.Sqlite.SampleStore(database), new Storage.Sqlite.LinkStore(database), async () =>
        {
            await database.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        });

        SqliteDatabase Open() => SqliteDatabase.Open(options, TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
    }

    public static async Task<BenchDatabase> OnPostgreSqlAsync(int size, string server)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"sample_bench_{size}_{Guid.NewGuid():N}");
        await RunAsync(server, $"CREATE DATABASE {name}");
        var connection = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
        var options = new PostgreSqlDatabaseOptions { ConnectionString = connection };
        await (await PostgreSqlDatabase.OpenAsync(options with { MigrateOnStart = true }, null, NullLogger<PostgreSqlDatabase>.Instance, default)).DisposeAsync();
        await GrowthData.FillPostgreSqlAsync(connection, size);
        // What was filled in is not to be written to the disk while we measure.
        await RunAsync(server, "CHECKPOINT");
        var database = await PostgreSqlDatabase.OpenAsync(options, null, NullLogger<PostgreSqlDatabase>.Instance, default);
        return new BenchDatabase(size, new Storage.PostgreSql.SampleStore(database), new Storage.PostgreSql.LinkStore(database), async () =>
        {
            await database.DisposeAsync();
            await RunAsync(server, $"DROP DATABASE {name} WITH (FORCE)");
        });
    }

    public ValueTask DisposeAsync() => close();

    private static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync();
    }
}
