using SampleService.Testing.Fakes;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Kafka.Tests.Support;

/// <summary>What servers share that send their events to Kafka: the services of KBase, a folder, and a database in PostgreSQL if they have one.</summary>
internal sealed class KafkaDeployment : IAsyncDisposable
{
    public const string Topic = "sample-events";

    private readonly KBaseFakes _fakes;
    private readonly TemporaryDirectory _folder = new();
    private string? _database;

    private KafkaDeployment(KBaseFakes fakes) => _fakes = fakes;

    /// <summary>Settings of the servers that are started from now on.</summary>
    public Dictionary<string, string> Environment { get; } = new() { ["Metrics__Urls"] = "http://127.0.0.1:0" };

    /// <summary>The folder with the SQLite database.</summary>
    public string Folder => _folder.Path;

    /// <summary>On SQLite.</summary>
    /// <param name="servers">The Kafka servers that <c>deploy.cfg</c> names; null for none.</param>
    public static async Task<KafkaDeployment> CreateAsync(string? servers)
    {
        var deployment = new KafkaDeployment(await KBaseFakes.StartAsync());
        deployment._fakes.Workspace.AddWorkspace(1, "user1");
        deployment._fakes.Workspace.AddObject(1, 1);
        deployment.Kafka = servers;
        return deployment;
    }

    /// <summary>The Kafka servers that <c>deploy.cfg</c> names; null for none.</summary>
    public string? Kafka { get; set; }

    /// <summary>From now on servers use a database in PostgreSQL, which is made; gives its connection string.</summary>
    public async Task<string> UsePostgresAsync(bool isMigrated = true)
    {
        var postgres = await PostgresServer.SharedAsync();
        _database = await postgres.CreateDatabaseAsync();
        Environment["Storage__Provider"] = "PostgreSql";
        Environment["Storage__ConnectionString"] = postgres.ConnectionString(_database);
        Environment["Storage__MigrateOnStart"] = isMigrated ? "true" : "false";
        return postgres.ConnectionString(_database);
    }

    /// <summary>Changes something in PostgreSQL behind the servers' backs.</summary>
    public async Task ExecuteAsync(string sql) => await (await PostgresServer.SharedAsync()).ExecuteAsync(sql, _database!);

    /// <summary>Asks PostgreSQL for a value.</summary>
    public async Task<T> ScalarAsync<T>(string sql) => await (await PostgresServer.SharedAsync()).ScalarAsync<T>(sql, _database!);

    /// <summary>How a server is started, or a command run.</summary>
    public ServerOptions Options(params string[] arguments)
    {
        var config = DeployConfig.For(_fakes);
        if (Kafka is { } servers)
        {
            config.Settings["kafka-bootstrap-servers"] = servers;
            config.Settings["kafka-topic"] = Topic;
        }

        return new ServerOptions { DeployConfig = config, DataDirectory = _folder.Path, Environment = new Dictionary<string, string>(Environment), Arguments = arguments };
    }

    public Task<ServerProcess> StartAsync() => ServerProcess.StartAsync(Options());

    public async ValueTask DisposeAsync()
    {
        if (_database is { } database)
            await (await PostgresServer.SharedAsync()).DropDatabaseAsync(database);
        await _fakes.DisposeAsync();
        _folder.Dispose();
    }
}
