using SampleService.Cluster.Tests.Databases;
using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Cluster.Tests;

/// <summary>How the processes of a deployment share its database.</summary>
public enum Sharing
{
    /// <summary>Each process is a cluster of one, and knows of no other.</summary>
    Alone,

    /// <summary>The processes are the silos, and front ends, of one cluster.</summary>
    Cluster,
}

/// <summary>What servers share: a database that is empty at first, the services that they ask, and how they are started.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    private readonly IDeploymentDatabase _database;
    private int _workspaces;

    private Deployment(KBaseFakes fakes, IDeploymentDatabase database, int linkLimit, Sharing sharing)
    {
        (Fakes, _database, Sharing) = (fakes, database, sharing);
        Options = new ServerOptions
        {
            DeployConfig = DeployConfig.For(fakes),
            DataDirectory = database.DataDirectory,
            Environment = new Dictionary<string, string>(database.Settings)
            {
                ["Limits__LinksPerObjectVersion"] = $"{linkLimit}",
                ["Limits__LinksPerSampleVersion"] = $"{linkLimit}",
                ["Cluster__Membership"] = sharing == Sharing.Cluster ? "Database" : "Alone",
                ["Groups__Enabled"] = "true",
                ["Logging__LogLevel__Default"] = "Warning",
            },
        };
    }

    public KBaseFakes Fakes { get; }

    public Sharing Sharing { get; }

    public ServerOptions Options { get; }

    /// <param name="linkLimit">The limit of active links of an object version, and of a sample version.</param>
    /// <param name="sharing">Whether the servers form a cluster.</param>
    /// <param name="database">The database, which goes with the deployment; null for one in the PostgreSQL server that all tests share.</param>
    public static async Task<Deployment> CreateAsync(int linkLimit, Sharing sharing, IDeploymentDatabase? database = null) =>
        new(await KBaseFakes.StartAsync(), database ?? await PostgresDatabase.CreateAsync(), linkLimit, sharing);

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
    public Task<T> ScalarAsync<T>(string sql) => _database.ScalarAsync<T>(sql);

    /// <summary>Changes something behind the servers' backs.</summary>
    public Task ExecuteAsync(string sql) => _database.ExecuteAsync(sql);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await Fakes.DisposeAsync();
    }
}
