using SampleService.Testing.Fakes;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Cluster.Tests;

/// <summary>What servers share: an empty database, the services that they ask, and how they are started.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    private readonly PostgresServer _postgres;
    private readonly string _database;
    private int _workspaces;

    private Deployment(KBaseFakes fakes, PostgresServer postgres, string database, int linkLimit)
    {
        (Fakes, _postgres, _database) = (fakes, postgres, database);
        Options = new ServerOptions
        {
            DeployConfig = DeployConfig.For(fakes),
            Environment = new Dictionary<string, string>
            {
                ["Storage__Provider"] = "PostgreSql",
                ["Storage__ConnectionString"] = postgres.ConnectionString(database),
                ["Storage__MigrateOnStart"] = "true",
                ["Limits__LinksPerObjectVersion"] = $"{linkLimit}",
                ["Limits__LinksPerSampleVersion"] = $"{linkLimit}",
                ["Logging__LogLevel__Default"] = "Warning",
            },
        };
    }

    /// <summary>Who else there is.</summary>
    public KBaseFakes Fakes { get; }

    public ServerOptions Options { get; }

    /// <param name="linkLimit">Most active links of an object version, and of a sample version.</param>
    public static async Task<Deployment> CreateAsync(int linkLimit)
    {
        var fakes = await KBaseFakes.StartAsync();
        var postgres = await PostgresServer.SharedAsync();
        return new Deployment(fakes, postgres, await postgres.CreateDatabaseAsync(), linkLimit);
    }

    /// <summary>A new workspace of user1's, which user2 may write, with one object; gives its UPA.</summary>
    public string NewObject()
    {
        var workspace = Interlocked.Increment(ref _workspaces);
        Fakes.Workspace.AddWorkspace(workspace, "user1");
        Fakes.Workspace.SetPermission(workspace, "user2", "w");
        Fakes.Workspace.AddObject(workspace, 1);
        return $"{workspace}/1/1";
    }

    /// <summary>Asks the database itself for a single value.</summary>
    public Task<T> ScalarAsync<T>(string sql) => _postgres.ScalarAsync<T>(sql, _database);

    /// <summary>Changes something behind the servers' backs.</summary>
    public Task ExecuteAsync(string sql) => _postgres.ExecuteAsync(sql, _database);

    public async ValueTask DisposeAsync()
    {
        await _postgres.DropDatabaseAsync(_database);
        await Fakes.DisposeAsync();
    }
}
