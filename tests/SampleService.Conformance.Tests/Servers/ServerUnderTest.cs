using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Conformance.Tests;

/// <summary>
/// What the cases call: a front end without grains before a cluster of three silos on PostgreSQL; where there is no
/// PostgreSQL, one silo on SQLite.
/// </summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    private const int Silos = 3;

    private readonly List<ServerProcess> _processes = [];
    private PostgresServer? _postgres;
    private string? _database;

    public Uri Url => _processes[^1].Url;

    public static async Task<ServerUnderTest> StartAsync(ServerOptions options)
    {
        var started = new ServerUnderTest();
        try
        {
            await started.StartAllAsync(options);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The front end first: it would look for the silos.
        for (var i = _processes.Count - 1; i >= 0; i--)
            await _processes[i].DisposeAsync();
        if (_database is not null)
            await _postgres!.DropDatabaseAsync(_database);
    }

    private async Task StartAllAsync(ServerOptions options)
    {
        if (PostgresBinaries.SkipReason is not null)
        {
            _processes.Add(await ServerProcess.StartAsync(options));
            return;
        }

        _postgres = await PostgresServer.SharedAsync();
        _database = await _postgres.CreateDatabaseAsync();
        var onPostgres = With(options, new()
        {
            ["Storage__Provider"] = "PostgreSql",
            ["Storage__ConnectionString"] = _postgres.ConnectionString(_database),
            ["Storage__MigrateOnStart"] = "true",
        });
        _processes.AddRange(await Task.WhenAll(Enumerable.Range(0, Silos).Select(_ => ServerProcess.StartAsync(With(onPostgres, new() { ["Cluster__GatewayPort"] = "0" })))));
        _processes.Add(await ServerProcess.StartAsync(With(onPostgres, new() { ["Cluster__Role"] = "FrontEnd" })));
    }

    private static ServerOptions With(ServerOptions options, Dictionary<string, string> settings)
    {
        foreach (var (name, value) in options.Environment)
            settings.TryAdd(name, value);
        return options with { Environment = settings };
    }
}
