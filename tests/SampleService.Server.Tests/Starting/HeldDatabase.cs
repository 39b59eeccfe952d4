using Npgsql;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Starting;

/// <summary>A PostgreSQL database in which another session is in the middle of something.</summary>
internal sealed class HeldDatabase(PostgresServer postgres, string database, NpgsqlConnection holder) : IAsyncDisposable
{
    /// <summary>What a process holds while it brings the schema up to date.</summary>
    public const string MigrationLock =
        "SELECT pg_advisory_xact_lock(hashtextextended('sample service, migration of ' || current_schema(), 0))";

    public ServerOptions Options => new()
    {
        Environment = new Dictionary<string, string>
        {
            ["Storage__Provider"] = "PostgreSql",
            ["Storage__ConnectionString"] = postgres.ConnectionString(database),
            ["Storage__MigrateOnStart"] = "true",
        },
    };

    public static async Task<HeldDatabase> HoldAsync(string sql)
    {
        var postgres = await PostgresServer.SharedAsync();
        var database = await postgres.CreateDatabaseAsync();
        var holder = new NpgsqlConnection(postgres.SingleConnectionString(database));
        await holder.OpenAsync();
        await using var command = new NpgsqlCommand($"BEGIN; {sql}", holder);
        await command.ExecuteNonQueryAsync();
        return new HeldDatabase(postgres, database, holder);
    }

    public async Task ReleaseAsync(string how)
    {
        await using var command = new NpgsqlCommand(how, holder);
        await command.ExecuteNonQueryAsync();
    }

    public Task<long> CountTablesAsync() =>
        postgres.ScalarAsync<long>("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", database);

    public async ValueTask DisposeAsync() => await holder.DisposeAsync();
}
