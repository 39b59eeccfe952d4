using SampleService.Testing.Fakes;
using SampleService.Testing.Http;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Cluster.Tests;

/// <summary>Three processes on one PostgreSQL database that are each alone. They bring its schema up to date at the same time.</summary>
[CollectionDefinition(Collection)]
public sealed class ThreeProcesses() : ThreeServers(Sharing.Alone), ICollectionFixture<ThreeProcesses>
{
    public const string Collection = "three processes";
}

/// <summary>A cluster of three silos.</summary>
[CollectionDefinition(Collection)]
public sealed class ThreeSilos() : ThreeServers(Sharing.Cluster), ICollectionFixture<ThreeSilos>
{
    public const string Collection = "three silos";
}

/// <summary>Three server processes on one PostgreSQL database.</summary>
public abstract class ThreeServers(Sharing sharing) : IAsyncLifetime
{
    /// <summary>The limit of active links of an object version, and of a sample version.</summary>
    public const int LinkLimit = 20;

    private const string Administrator = "boss";

    private readonly List<ServerProcess> _servers = [];
    private readonly List<SessionClient> _sessions = [];
    private readonly RpcClient _rpc = new();
    private Deployment _deployment = null!;
    private int _samples;

    internal KBaseFakes Fakes => _deployment.Fakes;

    internal int Count => _servers.Count;

    public async Task InitializeAsync()
    {
        if (PostgresBinaries.SkipReason is not null)
            return;
        _deployment = await Deployment.CreateAsync(LinkLimit, sharing);
        Fakes.Auth.AddUser(Administrator, "SAMPLE_SERVICE_FULL_ADMIN");
        _servers.AddRange(await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ServerProcess.StartAsync(_deployment.Options))));
        _sessions.AddRange(_servers.Select(server => new SessionClient(server.Url)));
    }

    public async Task DisposeAsync()
    {
        _rpc.Dispose();
        _sessions.ForEach(client => client.Dispose());
        await Task.WhenAll(_servers.Select(server => server.DisposeAsync().AsTask()));
        if (_deployment is not null)
            await _deployment.DisposeAsync();
    }

    /// <summary>Logs in at one of the servers, and calls with sessions.</summary>
    internal SessionClient Sessions(int server) => _sessions[server % _servers.Count];

    /// <summary>A WebSocket to one of the servers, opened with a session.</summary>
    internal Task<GatewaySocket> OpenAsync(int server, string session) =>
        GatewaySocket.OpenAsync(_servers[server % _servers.Count].Url, SessionClient.Cookie(session));

    /// <summary>Stops one of the servers from running until what is returned is disposed.</summary>
    internal IDisposable Freeze(int server)
    {
        var process = _servers[server % _servers.Count];
        process.Freeze();
        return new Thawing(process);
    }

    /// <summary>Asks the database itself for a single value.</summary>
    internal Task<T> ScalarAsync<T>(string sql) => _deployment.ScalarAsync<T>(sql);

    /// <summary>Calls a method through one of the servers.</summary>
    internal Task<Answer> Call(int server, string user, string method, object argument) =>
        _rpc.CallAsync(_servers[server % _servers.Count].Url, user, method, argument);

    /// <summary>Calls a method of the gateway door as an administrator, through one of the servers.</summary>
    internal Task<Answer> Govern(int server, string method, object? parameters) =>
        _rpc.CallGatewayAsync(_servers[server % _servers.Count].Url, Administrator, method, parameters);

    /// <summary>A new sample of user1's with a node <c>root</c> and another, <c>other</c>.</summary>
    internal async Task<string> NewSample()
    {
        var saved = await Call(Interlocked.Increment(ref _samples), "user1", "create_sample", Save(null));
        return saved.Value.GetProperty("id").GetString()!;
    }

    /// <summary>A new workspace of user1's, which user2 may write, with one object; gives its UPA.</summary>
    internal string NewObject() => _deployment.NewObject();

    /// <summary>The argument that saves a version.</summary>
    internal static object Save(string? id, int? prior = null) => new
    {
        sample = new
        {
            id,
            name = "sample",
            node_tree = new[] { new { id = "root", type = "BioReplicate" }, new { id = "other", type = "BioReplicate" } },
        },
        prior_version = prior,
    };

    /// <summary>Makes so many calls at once, through all servers in turn.</summary>
    internal static Task<Answer[]> AtOnce(int calls, Func<int, Task<Answer>> call) =>
        Task.WhenAll(Enumerable.Range(0, calls).Select(i => Task.Run(() => call(i))));

    private sealed class Thawing(ServerProcess process) : IDisposable
    {
        public void Dispose() => process.Thaw();
    }
}
