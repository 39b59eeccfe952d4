using Microsoft.Extensions.Logging.Abstractions;
using SampleService.Storage.Sqlite;
using SampleService.Testing.Servers;

namespace SampleService.Bench;

/// <summary>A filled database, and a service that runs on it.</summary>
/// <param name="Questions">What is asked of it.</param>
/// <param name="Service">The service.</param>
/// <param name="Raw">Makes the yardstick of a question.</param>
/// <param name="CountPagesAsync">How many pages of the database one call of a question reads, whether from memory or not; the service is asked where that tells.</param>
internal sealed record FindsDatabase(
    FindQuestion[] Questions, MeasuredService Service, Func<FindQuestion, RawFind> Raw, Func<FindQuestion, Func<Task>, Task<double>> CountPagesAsync)
    : IAsyncDisposable
{
    private readonly Dictionary<string, RpcCaller> _readers = [];
    private IDisposable? _folder;

    /// <summary>A filled SQLite database.</summary>
    public static async Task<FindsDatabase> OnSqliteAsync(int samples)
    {
        var folder = new TemporaryDirectory();
        var path = Path.Combine(folder.Path, "samples.db");
        await SqliteDatabase.Open(new SqliteDatabaseOptions { Path = path }, TimeProvider.System, NullLogger<SqliteDatabase>.Instance).DisposeAsync();
        var filled = await FindsFill.RunAsync(new SqliteFill(path), samples);
        var questions = FindQuestion.Of(filled);
        var service = await MeasuredService.StartAsync(dataDirectory: folder.Path);
        return new FindsDatabase(
            questions, service, question => new SqliteRawFind(question, path), (question, _) => SqliteFindPages.CountAsync(path, question))
        {
            _folder = folder,
        };
    }

    /// <summary>A filled database on a PostgreSQL server.</summary>
    public static async Task<FindsDatabase> OnPostgreSqlAsync(BenchPostgres server, int samples)
    {
        var connection = await server.CreateMigratedDatabaseAsync();
        var filled = await FindsFill.RunAsync(new PostgreSqlFill(connection), samples);
        var questions = FindQuestion.Of(filled);
        var service = await MeasuredService.StartAsync(connection);
        return new FindsDatabase(
            questions, service, question => new PostgreSqlRawFind(question, connection), (_, call) => server.CountBlocksAsync(connection, call));
    }

    /// <summary>Calls the service as a reader.</summary>
    public async Task<RpcCaller> ReaderAsync(string name)
    {
        if (!_readers.TryGetValue(name, out var caller))
            _readers.Add(name, caller = await Service.CreateUserAsync(name));
        return caller;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var caller in _readers.Values)
            caller.Dispose();
        await Service.DisposeAsync();
        _folder?.Dispose();
    }
}
