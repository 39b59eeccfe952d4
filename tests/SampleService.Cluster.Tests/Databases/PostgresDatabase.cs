using Npgsql;
using SampleService.Testing.Postgres;

namespace SampleService.Cluster.Tests.Databases;

/// <summary>A database in a PostgreSQL server.</summary>
internal sealed class PostgresDatabase : IDeploymentDatabase
{
    private readonly PostgresServer _server;
    private readonly string _name;

    private PostgresDatabase(PostgresServer server, string name)
    {
        (_server, _name) = (server, name);
        Settings = new Dictionary<string, string>
        {
            ["Storage__Provider"] = "PostgreSql",
            ["Storage__ConnectionString"] = server.ConnectionString(name),
            ["Storage__MigrateOnStart"] = "true",
        };
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <inheritdoc/>
    public string? DataDirectory => null;

    /// <summary>An empty database.</summary>
    /// <param name="server">Where; null for the server that all tests share.</param>
    public static async Task<PostgresDatabase> CreateAsync(PostgresServer? server = null)
    {
        server ??= await PostgresServer.SharedAsync();
        return new PostgresDatabase(server, await server.CreateDatabaseAsync());
    }

    /// <inheritdoc/>
    public Task<T> ScalarAsync<T>(string sql) => _server.ScalarAsync<T>(sql, _name);

    /// <inheritdoc/>
    public Task ExecuteAsync(string sql) => _server.ExecuteAsync(sql, _name);

    /// <summary>A connection of a stranger.</summary>
    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(_server.SingleConnectionString(_name));
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync() => await _server.DropDatabaseAsync(_name);
}
