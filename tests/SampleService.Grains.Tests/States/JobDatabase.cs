using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SampleService.Storage;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Sqlite;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Grains.Tests.States;

/// <summary>A database of its own for jobs, and the processes that use it.</summary>
/// <param name="open">Opens it for one process more.</param>
/// <param name="ask">Runs a query of an operator for its only value, which is text.</param>
/// <param name="close">Removes it.</param>
/// <param name="connectionString">How anybody connects to it; null where nobody else may.</param>
internal sealed class JobDatabase(
    Func<Task<(IGrainStateStore States, IAsyncDisposable? Owned)>> open, Func<string, Task<string?>> ask, Func<Task> close,
    string? connectionString = null)
    : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _opened = [];

    public static Task<JobDatabase> CreateAsync(string kind) => kind == "SQLite" ? Task.FromResult(OnSqlite()) : OnPostgresAsync();

    /// <summary>How anybody connects to it; null where nobody else may.</summary>
    public string? ConnectionString { get; } = connectionString;

    /// <summary>A process, which knows nothing of the others.</summary>
    public async Task<JobHost> StartAsync()
    {
        var host = new JobHost(await OpenAsync(), ConnectionString);
        _opened.Add(host);
        return host;
    }

    /// <summary>The stored states, as one process more sees them.</summary>
    public async Task<IGrainStateStore> OpenAsync()
    {
        var (states, owned) = await open();
        if (owned is not null)
            _opened.Add(owned);
        return states;
    }

    public Task<string?> AskAsync(string sql) => ask(sql);

    public async ValueTask DisposeAsync()
    {
        _opened.Reverse();
        foreach (var opened in _opened)
            await opened.DisposeAsync();
        await close();
    }

    /// <summary>Only one process may open it: what are processes elsewhere are hosts within one here.</summary>
    private static JobDatabase OnSqlite()
    {
        var folder = new TemporaryDirectory();
        var database = SqliteDatabase.Open(
            new SqliteDatabaseOptions { Path = Path.Combine(folder.Path, "samples.db") }, TimeProvider.System,
            NullLogger<SqliteDatabase>.Instance);
        return new JobDatabase(
            () => Task.FromResult<(IGrainStateStore, IAsyncDisposable?)>((new Storage.Sqlite.GrainStateStore(database), null)),
            async sql => await database.ReadAsync(session => session.Prepare(sql).ReadString(), default),
            async () =>
            {
                await database.DisposeAsync();
                folder.Dispose();
            });
    }

    private static async Task<JobDatabase> OnPostgresAsync()
    {
        var server = await PostgresServer.SharedAsync();
        var name = await server.CreateDatabaseAsync();
        var options = new PostgreSqlDatabaseOptions
        {
            ConnectionString = new NpgsqlConnectionStringBuilder(server.ConnectionString(name)) { Pooling = true }.ConnectionString,
            MinConnections = 0,
        };
        await (await PostgreSqlDatabase.OpenAsync(options with { MigrateOnStart = true }, null, NullLogger<PostgreSqlDatabase>.Instance, default)).DisposeAsync();
        return new JobDatabase(
            async () =>
            {
                var database = await PostgreSqlDatabase.OpenAsync(options, null, NullLogger<PostgreSqlDatabase>.Instance, default);
                return (new Storage.PostgreSql.GrainStateStore(database), database);
            },
            async sql => await server.ScalarAsync<string>(sql, name),
            () => server.DropDatabaseAsync(name),
            options.ConnectionString);
    }
}
