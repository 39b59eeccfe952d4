using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Sql;
using SampleService.Storage.Sqlite;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Grains.Tests.Sessions;

/// <summary>A database of its own for sessions, with the processes that use it; all have one clock and one list of tokens.</summary>
internal sealed class SessionDatabase : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _opened = [];
    private readonly ISqlDatabase _database;
    private readonly Func<string, Task<string?>> _execute;
    private readonly Func<Task> _close;
    private readonly Action<ISiloBuilder> _addStorage;

    private SessionDatabase(
        ISqlDatabase database, Action<ISiloBuilder> addStorage, Func<string, Task<string?>> execute, Func<Task> close) =>
        (_database, _addStorage, _execute, _close) = (database, addStorage, execute, close);

    /// <summary>PostgreSQL only where it is installed, or has to be.</summary>
    public static TheoryData<string> Kinds => PostgresBinaries.SkipReason is null ? ["SQLite", "PostgreSQL"] : ["SQLite"];

    public SteppedClock Clock { get; } = new();

    public KnownTokens Tokens { get; } = new();

    public static Task<SessionDatabase> CreateAsync(string kind) => kind == "SQLite" ? Task.FromResult(OnSqlite()) : OnPostgresAsync();

    /// <summary>A process, which knows nothing of the others.</summary>
    /// <param name="isOwner">Whether it thinks that it has the database for itself.</param>
    public async Task<SessionHost> StartAsync(bool isOwner = false)
    {
        var host = await SessionHost.StartAsync(this, new SessionStore(_database), isOwner, _addStorage);
        _opened.Add(host);
        return host;
    }

    public SessionStore OpenStore() => new(_database);

    /// <summary>Runs a statement of an operator for its only value, which is text.</summary>
    public Task<string?> AskAsync(string sql) => _execute(sql);

    public async Task<int> CountAsync() => int.Parse((await AskAsync("SELECT CAST(count(*) AS text) FROM grain_states"))!);

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in _opened)
            await opened.DisposeAsync();
        await _close();
    }

    private static SessionDatabase OnSqlite()
    {
        var folder = new TemporaryDirectory();
        var database = SqliteDatabase.Open(
            new SqliteDatabaseOptions { Path = Path.Combine(folder.Path, "samples.db") }, TimeProvider.System,
            NullLogger<SqliteDatabase>.Instance);
        return new SessionDatabase(
            database,
            silo => silo.Services.AddSingleton<IGrainStorage>(new GrainStateStorage(new GrainStateStore(database))),
            async sql => await database.WriteAsync(session => session.Prepare(sql).ReadString(), default),
            async () =>
            {
                await database.DisposeAsync();
                folder.Dispose();
            });
    }

    private static async Task<SessionDatabase> OnPostgresAsync()
    {
        var server = await PostgresServer.SharedAsync();
        var name = await server.CreateDatabaseAsync();
        var connection = server.ConnectionString(name);
        var database = await PostgreSqlDatabase.OpenAsync(
            new PostgreSqlDatabaseOptions
            {
                ConnectionString = connection,
                MinConnections = 0,
                MigrateOnStart = true,
            },
            null, NullLogger<PostgreSqlDatabase>.Instance, default);
        return new SessionDatabase(
            database,
            silo => silo.AddAdoNetGrainStorageAsDefault(options =>
            {
                options.Invariant = "Npgsql";
                options.ConnectionString = connection;
                options.GrainStorageSerializer = new GrainStateSerializer();
                options.DeleteStateOnClear = true;
            }),
            async sql => await server.ScalarAsync<string?>(sql, name),
            async () =>
            {
                await database.DisposeAsync();
                await server.DropDatabaseAsync(name);
            });
    }
}
