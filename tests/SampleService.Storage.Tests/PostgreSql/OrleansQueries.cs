using System.Data;
using Npgsql;
using SampleService.Storage.PostgreSql;
using SampleService.Testing.Postgres;

namespace SampleService.Storage.Tests.PostgreSql;

/// <summary>
/// The statements that a silo finds in a database, called as it calls them: by their keys, with parameters by name, and
/// with whatever parameters it has, used or not. The schema is not the usual one, so all names go by the search_path.
/// </summary>
internal sealed class OrleansQueries : IAsyncDisposable
{
    private const string Schema = "elsewhere";

    private readonly string _database;
    private readonly NpgsqlDataSource _connections;
    private readonly Dictionary<string, string> _texts;

    private OrleansQueries(string database, NpgsqlDataSource connections, Dictionary<string, string> texts)
    {
        _database = database;
        _connections = connections;
        _texts = texts;
    }

    public IReadOnlyCollection<string> Keys => _texts.Keys;

    public static async Task<OrleansQueries> OfFreshDatabaseAsync()
    {
        var server = await PostgresServer.SharedAsync();
        var database = await server.CreateDatabaseAsync();
        await server.ExecuteAsync($"CREATE SCHEMA {Schema}", database);
        var connectionString = new NpgsqlConnectionStringBuilder(server.ConnectionString(database))
        {
            SearchPath = Schema,
        }.ConnectionString;
        await PostgresStores.MigrateAsync(new PostgreSqlDatabaseOptions { ConnectionString = connectionString });
        var connections = NpgsqlDataSource.Create(connectionString);
        await using var command = connections.CreateCommand("SELECT QueryKey, QueryText FROM OrleansQuery");
        await using var rows = await command.ExecuteReaderAsync();
        var texts = new Dictionary<string, string>();
        while (await rows.ReadAsync())
            texts.Add((string)rows["QueryKey"], (string)rows["QueryText"]);
        return new OrleansQueries(database, connections, texts);
    }

    /// <summary>The rows that come back.</summary>
    public async Task<List<Dictionary<string, object>>> AskAsync(string key, params (string Name, object? Value)[] parameters)
    {
        await using var command = _connections.CreateCommand(_texts[key]);
        foreach (var (name, value) in parameters)
            command.Parameters.Add(new NpgsqlParameter
            {
                ParameterName = name,
                Value = value ?? DBNull.Value,
                DbType = value switch
                {
                    int => DbType.Int32,
                    long => DbType.Int64,
                    DateTime => DbType.DateTime,
                    byte[] => DbType.Binary,
                    null when name == "GrainStateVersion" => DbType.Int32,
                    _ => DbType.String,
                },
            });
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<Dictionary<string, object>>();
        while (await rows.ReadAsync())
            found.Add(Enumerable.Range(0, rows.FieldCount)
                .ToDictionary(rows.GetName, rows.GetValue, StringComparer.OrdinalIgnoreCase));
        return found;
    }

    /// <summary>The only value that comes back.</summary>
    public async Task<bool> DecideAsync(string key, params (string Name, object? Value)[] parameters) =>
        (bool)Assert.Single(Assert.Single(await AskAsync(key, parameters))).Value;

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = _connections.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await _connections.DisposeAsync();
        await (await PostgresServer.SharedAsync()).DropDatabaseAsync(_database);
    }
}
