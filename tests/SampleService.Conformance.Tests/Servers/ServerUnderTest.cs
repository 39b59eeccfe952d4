using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Conformance.Tests;

/// <summary>What the cases call: one process, or the front end of a cluster.</summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    private const int Silos = 3;

    private readonly List<ServerProcess> _silos = [];
    private ServerProcess? _frontEnd;
    private PostgresServer? _postgres;
    private string? _database;

    public Uri Url => (_frontEnd ?? _silos[0]).Url;

    /// <summary>Starts one process on SQLite, as <c>dotnet run</c> does.</summary>
    public static async Task<ServerUnderTest> StartProcessAsync(ServerOptions options)
    {
        var started = new ServerUnderTest();
        started._silos.Add(await ServerProcess.StartAsync(options));
        return started;
    }

    /// <summary>Starts three silos on PostgreSQL, and a front end without grains before them.</summary>
    public static async Task<ServerUnderTest> StartClusterAsync(ServerOptions options)
    {
        var started = new ServerUnderTest();
        try
        {
            await started.FormClusterAsync(options);
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
        if (_frontEnd is not null)
            await _frontEnd.DisposeAsync();
        await Task.WhenAll(_silos.Select(silo => silo.DisposeAsync().AsTask()));
        if (_database is not null)
            await _postgres!.DropDatabaseAsync(_database);
    }

    private async Task FormClusterAsync(ServerOptions options)
    {
        _postgres = await PostgresServer.SharedAsync();
        _database = await _postgres.CreateDatabaseAsync();
        var onPostgres = With(options, new()
        {
            ["Storage__Provider"] = "PostgreSql",
            ["Storage__ConnectionString"] = _postgres.ConnectionString(_database),
            ["Storage__MigrateOnStart"] = "true",
        });
        var silo = With(onPostgres, new() { ["Cluster__GatewayPort"] = "0" });
        _silos.AddRange(await Task.WhenAll(Enumerable.Range(0, Silos).Select(_ => ServerProcess.StartAsync(silo))));
        _frontEnd = await ServerProcess.StartAsync(With(onPostgres, new() { ["Cluster__Role"] = "FrontEnd" }));
    }

    private static ServerOptions With(ServerOptions options, Dictionary<string, string> settings)
    {
        foreach (var (name, value) in options.Environment)
            settings.TryAdd(name, value);
        return options with { Environment = settings };
    }
}
