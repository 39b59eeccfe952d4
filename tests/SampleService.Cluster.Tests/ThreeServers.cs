using System.Text;
using System.Text.Json;
using SampleService.Testing.Fakes;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Cluster.Tests;

/// <summary>Three server processes on one PostgreSQL database. They bring its schema up to date at the same time.</summary>
public sealed class ThreeServers : IAsyncLifetime
{
    /// <summary>Most active links of an object version, and of a sample version.</summary>
    public const int LinkLimit = 20;

    private readonly List<ServerProcess> _servers = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private PostgresServer? _postgres;
    private string? _database;
    private int _workspaces;
    private int _samples;

    /// <summary>Who else there is.</summary>
    internal KBaseFakes Fakes { get; private set; } = null!;

    internal int Count => _servers.Count;

    public async Task InitializeAsync()
    {
        if (PostgresBinaries.SkipReason is not null)
            return;
        Fakes = await KBaseFakes.StartAsync();
        _postgres = await PostgresServer.SharedAsync();
        _database = await _postgres.CreateDatabaseAsync();
        var options = new ServerOptions
        {
            DeployConfig = DeployConfig.For(Fakes),
            Environment = new Dictionary<string, string>
            {
                ["Storage__Provider"] = "PostgreSql",
                ["Storage__ConnectionString"] = _postgres.ConnectionString(_database),
                ["Storage__MigrateOnStart"] = "true",
                ["Limits__LinksPerObjectVersion"] = $"{LinkLimit}",
                ["Limits__LinksPerSampleVersion"] = $"{LinkLimit}",
                ["Logging__LogLevel__Default"] = "Warning",
            },
        };
        _servers.AddRange(await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ServerProcess.StartAsync(options))));
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        foreach (var server in _servers)
            await server.DisposeAsync();
        if (_database is not null)
            await _postgres!.DropDatabaseAsync(_database);
        if (Fakes is not null)
            await Fakes.DisposeAsync();
    }

    /// <summary>Calls a method through one of the servers.</summary>
    internal async Task<Answer> Call(int server, string user, string method, object argument)
    {
        var body = JsonSerializer.Serialize(new { version = "1.1", id = "1", method = "SampleService." + method, @params = new[] { argument } });
        using var request = new HttpRequestMessage(HttpMethod.Post, _servers[server % _servers.Count].Url)
        {
            Content = new StringContent(body, Encoding.UTF8),
        };
        request.Headers.TryAddWithoutValidation("Authorization", "token-" + user);
        using var response = await _http.SendAsync(request);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        if (answer.RootElement.TryGetProperty("error", out var error))
            return new Answer(null, error.GetProperty("message").GetString());
        var result = answer.RootElement.GetProperty("result");
        return new Answer(result.ValueKind == JsonValueKind.Array ? result[0].Clone() : null, null);
    }

    /// <summary>A new sample of user1's with a node <c>root</c> and another, <c>other</c>.</summary>
    internal async Task<string> NewSample()
    {
        var saved = await Call(Interlocked.Increment(ref _samples), "user1", "create_sample", Save(null));
        return saved.Value.GetProperty("id").GetString()!;
    }

    /// <summary>A new workspace of user1's, which user2 may write, with one object; gives its UPA.</summary>
    internal string NewObject()
    {
        var workspace = Interlocked.Increment(ref _workspaces);
        Fakes.Workspace.AddWorkspace(workspace, "user1");
        Fakes.Workspace.SetPermission(workspace, "user2", "w");
        Fakes.Workspace.AddObject(workspace, 1);
        return $"{workspace}/1/1";
    }

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
}
