using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SampleService.Storage;
using SampleService.Storage.Sqlite;
using SampleService.Testing.Servers;

namespace SampleService.Import.Tests.Support;

/// <summary>A SQLite file as a server has it in its data directory.</summary>
internal sealed class SqliteTarget : ImportTarget
{
    private readonly TemporaryDirectory _folder = new();

    /// <summary>The data directory.</summary>
    public string Folder => _folder.Path;

    /// <summary>The database.</summary>
    public string File => Path.Combine(_folder.Path, "samples.db");

    protected override string EventTable => "events";

    public override async Task<List<string>> QueryAsync(string sql)
    {
        await using var connection = await OpenAsync(SqliteOpenMode.ReadOnly);
        await using var command = new SqliteCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync();
        return await Rows.ReadAsync(rows);
    }

    public override async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync(SqliteOpenMode.ReadWrite);
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override void AddStorage(IServiceCollection services) => services.AddSampleStorage(new SqliteDatabaseOptions { Path = File });

    private async Task<SqliteConnection> OpenAsync(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Mode = mode, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
