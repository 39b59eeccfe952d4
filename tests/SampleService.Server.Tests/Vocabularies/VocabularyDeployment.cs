using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Vocabularies;

/// <summary>A deployment whose processes run with one configuration of validators after the other, or side by side.</summary>
internal sealed class VocabularyDeployment : IAsyncDisposable
{
    /// <summary>Any depth that is a number.</summary>
    public const string Loose = """{"validators": {"depth": {"validators": [{"module": "SampleService.core.validator.builtin", "callable_builder": "number", "parameters": {"keys": "value", "required": true}}]}}}""";

    /// <summary>Depths above 0 with a unit.</summary>
    public const string Tight = """
        validators:
          depth:
            validators:
            - {module: SampleService.core.validator.builtin, callable_builder: number, parameters: {keys: value, required: true, gt: 0}}
            - {module: SampleService.core.validator.builtin, callable_builder: string, parameters: {keys: units, required: true}}
        """;

    private readonly TemporaryDirectory _folder = new();
    private readonly TemporaryDirectory _configurations = new();
    private readonly List<ServerProcess> _servers = [];
    private readonly List<RpcClient> _clients = [];
    private readonly Dictionary<string, string> _settings = [];
    private string? _database;

    private VocabularyDeployment()
    {
    }

    /// <summary>Where SQLite has its files, and PostgreSQL the tokens.</summary>
    public string Folder => _folder.Path;

    public RpcClient Alice { get; private set; } = null!;

    public RpcClient Bob { get; private set; } = null!;

    public RpcClient Admin { get; private set; } = null!;

    public RpcClient Anonymous { get; private set; } = null!;

    public static VocabularyDeployment OnSqlite() => new();

    public static async Task<VocabularyDeployment> OnPostgreSqlAsync()
    {
        var made = new VocabularyDeployment();
        var postgres = await PostgresServer.SharedAsync();
        made._database = await postgres.CreateDatabaseAsync();
        made._settings["Storage__Provider"] = "PostgreSql";
        made._settings["Storage__ConnectionString"] = postgres.ConnectionString(made._database);
        return made;
    }

    /// <summary>Ends the processes that run, and starts one with a configuration; null for none.</summary>
    public async Task RestartAsync(string? configuration, params (string Name, string Value)[] settings)
    {
        await StopAsync();
        await StartAsync(configuration, settings);
    }

    /// <summary>The first accounts, which only SQLite makes, and which are copied.</summary>
    private async Task MakeAccountsAsync(Dictionary<string, string> environment)
    {
        var options = new ServerOptions
        {
            DataDirectory = _folder.Path,
            Environment = environment.Where(setting => !_settings.ContainsKey(setting.Key)).ToDictionary(),
        };
        await (await ServerProcess.StartAsync(options)).DisposeAsync();
        var copied = await ServerRun.ToEndAsync(options with { Arguments = ["copy", "--to", _settings["Storage__ConnectionString"]] });
        Assert.True(copied.ExitCode == 0, copied.Error);
    }

    /// <summary>Ends the processes that run.</summary>
    public async Task StopAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
        _servers.Clear();
    }

    /// <summary>Starts one more process, which is called from then on.</summary>
    public async Task StartAsync(string? configuration, params (string Name, string Value)[] settings)
    {
        var environment = new Dictionary<string, string>(_settings);
        if (configuration is not null)
        {
            var file = Path.Combine(_configurations.Path, $"{_clients.Count}.yml");
            await File.WriteAllTextAsync(file, configuration);
            environment["Validation__ConfigUrl"] = new Uri(file).AbsoluteUri;
        }

        foreach (var (name, value) in settings)
            environment[name] = value;
        if (_database is not null && !File.Exists(SeedTokens.PathOf(_folder.Path)))
            await MakeAccountsAsync(environment);
        var process = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = _folder.Path, Environment = environment });
        _servers.Add(process);
        var tokens = SeedTokens.Of(process);
        (Alice, Bob, Admin, Anonymous) = (Client(tokens.Alice), Client(tokens.Bob), Client(tokens.Admin), Client(null));

        RpcClient Client(string? token)
        {
            var client = new RpcClient(process.Url, token);
            _clients.Add(client);
            return client;
        }
    }

    /// <summary>All vocabularies that are listed.</summary>
    public async Task<IReadOnlyList<JsonMap>> ListAsync() =>
        [.. (await Anonymous.MapAsync("SampleService.list_vocabularies")).List("vocabularies").Cast<JsonMap>()];

    /// <summary>The id of the one that the process called runs with.</summary>
    public async Task<string> CurrentAsync() => (await ListAsync()).Single(kept => kept.Find("current") is true).RequiredText("vocabulary");

    /// <summary>Saves a sample with a depth; gives its id.</summary>
    public async Task<string> SaveAsync(string name, string depth) => (await Alice.SaveAsync(Sample(name, depth))).Id;

    /// <summary>Saves a sample without controlled metadata.</summary>
    public Task SaveWithoutMetadataAsync() => Alice.SaveAsync(SampleText.Small());

    /// <summary>A sample with a depth.</summary>
    public static string Sample(string name, string depth, string? id = null) =>
        $$$"""{{{{(id is null ? "" : $"\"id\":\"{id}\",")}}}"name":"{{{name}}}","node_tree":[{"id":"core","type":"BioReplicate","meta_controlled":{"depth":{{{depth}}} } }]}""";

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await StopAsync();
        if (_database is not null)
            await (await PostgresServer.SharedAsync()).DropDatabaseAsync(_database);
        _folder.Dispose();
        _configurations.Dispose();
    }
}
