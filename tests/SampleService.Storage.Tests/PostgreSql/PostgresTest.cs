using Npgsql;
using SampleService.Domain;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Tests.Specifications;
using SampleService.Testing.Postgres;

namespace SampleService.Storage.Tests.PostgreSql;

/// <summary>What tests of PostgreSQL alone share: a database of their own, which they may open several times.</summary>
public abstract class PostgresTest : IAsyncLifetime
{
    private readonly List<PostgreSqlDatabase> _opened = [];

    internal string Name { get; private set; } = null!;

    internal PostgresServer Server { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Server = await PostgresServer.SharedAsync();
        Name = await PostgresStores.CreateDatabaseAsync();
    }

    public virtual async Task DisposeAsync()
    {
        foreach (var database in _opened)
            await database.DisposeAsync();
        await Server.DropDatabaseAsync(Name);
    }

    /// <summary>Opens the database as one process more.</summary>
    internal async Task<PostgreSqlDatabase> OpenAsync(
        DatabaseSharing sharing = DatabaseSharing.Shared, ListLogger? logger = null)
    {
        var database = await PostgresStores.OpenAsync(Name, clock: null, sharing, logger);
        _opened.Add(database);
        return database;
    }

    /// <summary>A connection of a stranger, or of an attempt whose answer got lost.</summary>
    internal async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(Server.SingleConnectionString(Name));
        await connection.OpenAsync();
        return connection;
    }

    internal static async Task RunAsync(NpgsqlConnection connection, PostgreSqlStatement statement)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { statement.Command } };
        await batch.ExecuteNonQueryAsync();
    }

    internal static Task RunAsync(NpgsqlConnection connection, string sql) =>
        RunAsync(connection, new PostgreSqlStatement(sql));

    internal Task<T> ScalarAsync<T>(string sql) => Server.ScalarAsync<T>(sql, Name);

    internal Task ExecuteAsync(string sql) => Server.ExecuteAsync(sql, Name);

    /// <summary>Waits until so many connections to the database wait for a lock of others.</summary>
    internal async Task WaitUntilBlockedAsync(int connections = 1)
    {
        var query =
            $"""
            SELECT count(*) >= {connections} FROM pg_stat_activity
            WHERE datname = '{Name}' AND wait_event_type = 'Lock' AND cardinality(pg_blocking_pids(pid)) > 0
            """;
        await UntilAsync(() => ScalarAsync<bool>(query));
    }

    /// <summary>Waits until something has come true.</summary>
    internal static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition())
            await Task.Delay(20, limit.Token);
    }

    internal static async Task<SampleVersionId> StoreSampleAsync(PostgreSqlDatabase database, params string[] nodes)
    {
        var sample = Make.Sample(nodes);
        await new SampleStore(database).CreateAsync(sample, default);
        return new SampleVersionId(sample.Id, 1);
    }
}
