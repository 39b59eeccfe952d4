using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SampleService.Storage;
using SampleService.Storage.PostgreSql;
using SampleService.Testing.Postgres;

namespace SampleService.Import.Tests.Support;

/// <summary>A database of the PostgreSQL server that all tests share.</summary>
internal sealed class PostgresTarget : ImportTarget
{
    private readonly PostgresServer _server;
    private readonly string _database;

    private PostgresTarget(PostgresServer server, string database) => (_server, _database) = (server, database);

    /// <summary>How to connect to it.</summary>
    public string ConnectionString => _server.ConnectionString(_database);

    protected override string EventTable => "outbox";

    public static async Task<PostgresTarget> StartAsync()
    {
        var server = await PostgresServer.SharedAsync();
        return new PostgresTarget(server, await server.CreateDatabaseAsync());
    }

    public override async Task<List<string>> QueryAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_server.SingleConnectionString(_database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync();
        return await Rows.ReadAsync(rows);
    }

    public override Task ExecuteAsync(string sql) => _server.ExecuteAsync(sql, _database);

    public override async ValueTask DisposeAsync() => await _server.DropDatabaseAsync(_database);

    protected override void AddStorage(IServiceCollection services) => services.AddSampleStorage(_ => new PostgreSqlDatabaseOptions
    {
        ConnectionString = ConnectionString,
        Sharing = DatabaseSharing.Exclusive,
        MigrateOnStart = true,
        MinConnections = 0,
    });
}
