using Microsoft.Extensions.Logging.Abstractions;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Sqlite;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Grains.Tests.States;

/// <summary>A database of its own for jobs, and the processes that use it.</summary>
/// <param name="start">Starts one process more.</param>
/// <param name="execute">Runs a statement of an operator for its only value, which is text.</param>
/// <param name="close">Removes it.</param>
internal sealed class JobDatabase(Func<Task<JobHost>> start, Func<string, Task<string?>> execute, Func<Task> close) : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _opened = [];

    public static Task<JobDatabase> CreateAsync(string kind) => kind == "SQLite" ? Task.FromResult(OnSqlite()) : OnPostgresAsync();

    /// <summary>A process, which knows nothing of the others.</summary>
    public async Task<JobHost> StartAsync()
    {
        var host = await start();
        _opened.Add(host);
        return host;
    }

    public Task<string?> AskAsync(string sql) => execute(sql);

    public Task ExecuteAsync(string sql) => execute(sql);

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
            () => JobHost.StartAsync(new GrainStateStore(database), null),
            async sql => await database.WriteAsync(session => session.Prepare(sql).ReadString(), default),
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
            ConnectionString = server.ConnectionString(name),
            MinConnections = 0,
            MigrateOnStart = true,
        };
        await (await PostgreSqlDatabase.OpenAsync(options, null, NullLogger<PostgreSqlDatabase>.Instance, default)).DisposeAsync();
        return new JobDatabase(
            () => JobHost.StartAsync(null, options.ConnectionString),
            async sql => await server.ScalarAsync<string?>(sql, name),
            () => server.DropDatabaseAsync(name));
    }
}
