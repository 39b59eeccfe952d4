using Microsoft.Data.Sqlite;
using SampleService.Testing.Servers;

namespace SampleService.Cluster.Tests.Databases;

/// <summary>A SQLite database in a folder of its own, for one server at a time.</summary>
internal sealed class SqliteFile : IDeploymentDatabase
{
    private readonly TemporaryDirectory _folder = new();

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string> { ["Storage__Provider"] = "Sqlite" };

    /// <inheritdoc/>
    public string DataDirectory => _folder.Path;

    /// <summary>The database file.</summary>
    public string File => Path.Combine(_folder.Path, "samples.db");

    /// <inheritdoc/>
    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <inheritdoc/>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<SqliteConnection> ConnectAsync()
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
