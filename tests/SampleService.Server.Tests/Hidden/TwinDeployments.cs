using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Hidden;

/// <summary>Two servers with equal databases, but that the second has more of which those who ask may see nothing.</summary>
public abstract class TwinDeployments : IAsyncLifetime
{
    private readonly TemporaryDirectory _one = new();
    private readonly TemporaryDirectory _other = new();
    private readonly List<ServerProcess> _servers = [];

    internal TwinContent Content { get; } = new();

    /// <summary>Where they are.</summary>
    internal IReadOnlyList<Uri> Urls => [.. _servers.Select(server => server.Url)];

    /// <summary>When they were started, in milliseconds: what is later is no part of what they have.</summary>
    internal long Started { get; private set; }

    /// <summary>Why there are none; null if there are.</summary>
    protected virtual string? SkipReason => null;

    public async Task InitializeAsync()
    {
        if (SkipReason is not null)
            return;
        await Content.MakeVisibleAsync(_one.Path);
        foreach (var file in Directory.GetFiles(_one.Path))
            File.Copy(file, Path.Combine(_other.Path, Path.GetFileName(file)));
        await Content.AddHiddenAsync(_other.Path);
        Started = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var folder in new[] { _one.Path, _other.Path })
        {
            var server = await StartAsync(folder);
            _servers.Add(server);
            await WaitUntilIndexedAsync(server);
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
        await DisposeDatabasesAsync();
        _one.Dispose();
        _other.Dispose();
    }

    /// <summary>Starts a server with what is in a folder.</summary>
    private protected abstract Task<ServerProcess> StartAsync(string folder);

    /// <summary>Removes what was made beside the folders.</summary>
    protected virtual Task DisposeDatabasesAsync() => Task.CompletedTask;

    /// <summary>The indexes are there, and all samples can be found by them.</summary>
    private async Task WaitUntilIndexedAsync(ServerProcess server)
    {
        using var alice = new RpcClient(server.Url, Content.Callers["alice"]);
        for (var patience = Patience.Token(); !await IsIndexedAsync(alice);)
            await Task.Delay(50, patience);
    }

    private static async Task<bool> IsIndexedAsync(RpcClient client)
    {
        var answer = await client.CallAsync("SampleService.find_samples", "{}");
        return answer.Status == 200 && answer.Result is JsonMap map && map.Find("index") is null;
    }
}

/// <summary>Two of them on SQLite.</summary>
public sealed class SqliteTwins : TwinDeployments
{
    private protected override Task<ServerProcess> StartAsync(string folder) => ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder });
}

/// <summary>Two of them on PostgreSQL, with copies of the databases.</summary>
public sealed class PostgreSqlTwins : TwinDeployments
{
    private readonly List<string> _databases = [];

    protected override string? SkipReason => PostgresBinaries.SkipReason;

    private protected override async Task<ServerProcess> StartAsync(string folder)
    {
        var postgres = await PostgresServer.SharedAsync();
        var database = await postgres.CreateDatabaseAsync();
        _databases.Add(database);
        var options = new ServerOptions { DataDirectory = folder };
        var copied = await ServerRun.ToEndAsync(options with { Arguments = ["copy", "--to", postgres.ConnectionString(database)] });
        Assert.True(copied.ExitCode == 0, copied.Error);
        return await ServerProcess.StartAsync(options with
        {
            Environment = new Dictionary<string, string>
            {
                ["Storage__Provider"] = "PostgreSql",
                ["Storage__ConnectionString"] = postgres.ConnectionString(database),
            },
        });
    }

    protected override async Task DisposeDatabasesAsync()
    {
        foreach (var database in _databases)
            await (await PostgresServer.SharedAsync()).DropDatabaseAsync(database);
    }
}
