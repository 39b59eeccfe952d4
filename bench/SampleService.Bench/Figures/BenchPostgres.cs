using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SampleService.Storage.PostgreSql;
using SampleService.Testing.Postgres;

namespace SampleService.Bench;

/// <summary>A PostgreSQL server for one figure: its own, durable, in a fresh folder, on a Unix socket.</summary>
internal sealed partial class BenchPostgres(PostgresServer server) : IAsyncDisposable
{
    /// <summary>Why figures on PostgreSQL are left out; null when they are taken.</summary>
    public static string? SkipReason => PostgresBinaries.Folder is null ? "PostgreSQL is not installed" : null;

    /// <summary>Starts it.</summary>
    /// <param name="more">More settings, each as <c>name=value</c>.</param>
    public static async Task<BenchPostgres> StartAsync(params string[] more) => new(await PostgresServer.StartAsync(
        durable: true, ["shared_buffers=512MB", "max_wal_size=8GB", "checkpoint_timeout=1h", "autovacuum=off", .. more]));

    /// <summary>What its processes have used of the processors since they began; those that have ended count.</summary>
    public TimeSpan ProcessorTime => server.ProcessorTime;

    /// <summary>An empty database; the service makes its tables.</summary>
    public async Task<string> CreateDatabaseAsync() =>
        server.ConnectionString(await server.CreateDatabaseAsync());

    /// <summary>A database with the tables of the service, for a yardstick.</summary>
    public async Task<string> CreateMigratedDatabaseAsync()
    {
        var connection = await CreateDatabaseAsync();
        await using var migrated = await PostgreSqlDatabase.OpenAsync(
            new PostgreSqlDatabaseOptions { ConnectionString = connection, MigrateOnStart = true }, null, NullLogger<PostgreSqlDatabase>.Instance, default);
        return connection;
    }

    /// <summary>What was written is not to be written to its place while something is measured.</summary>
    public Task CheckpointAsync() => server.ExecuteAsync("CHECKPOINT");

    /// <summary>Blocks that the statements of a database read for one call, from memory or not; pg_stat_statements has to be loaded.</summary>
    public async Task<double> CountBlocksAsync(string connection, Func<Task> call)
    {
        const int Calls = 5;
        await server.ExecuteAsync("CREATE EXTENSION IF NOT EXISTS pg_stat_statements; SELECT pg_stat_statements_reset()");
        for (var i = 0; i < Calls; i++)
            await call();
        // The job that indexes looks at its queue meanwhile.
        var blocks = await server.ScalarAsync<long>(
            $"""
            SELECT sum(s.shared_blks_hit + s.shared_blks_read)::bigint FROM pg_stat_statements AS s JOIN pg_database AS d ON d.oid = s.dbid
            WHERE d.datname = '{new NpgsqlConnectionStringBuilder(connection).Database}' AND s.query NOT LIKE '%AS indexed%' AND s.query NOT LIKE '%search_queue%LIMIT%counted%'
            """);
        return blocks / (double)Calls;
    }

    /// <summary>Transactions a second that pgbench makes of a script.</summary>
    public async Task<double> RunPgbenchAsync(string connection, string script, int clients, int seconds)
    {
        var start = new ProcessStartInfo(
            Path.Combine(PostgresBinaries.Folder!, "pgbench"),
            [
                "-n", "-h", server.Folder, "-U", "postgres", "-M", "prepared", "-f", script, "-c", Text(clients), "-j", Text(Math.Min(2, clients)),
                "-T", Text(seconds), new NpgsqlConnectionStringBuilder(connection).Database!,
            ])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        using var pgbench = Process.Start(start)!;
        var errors = pgbench.StandardError.ReadToEndAsync();
        var output = await pgbench.StandardOutput.ReadToEndAsync();
        await pgbench.WaitForExitAsync();
        return pgbench.ExitCode == 0 && Rate().Match(output) is { Success: true } rate
            ? double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new LoadException($"pgbench failed: {output}{await errors}");

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [GeneratedRegex(@"^tps = ([0-9.]+)", RegexOptions.Multiline)]
    private static partial Regex Rate();
}
