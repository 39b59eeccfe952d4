using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Support;

/// <summary>A server of a KBase deployment whose upstream services are stand-ins, for all tests of a collection.</summary>
public class KBaseServer : IAsyncLifetime
{
    private readonly List<RpcClient> _clients = [];
    private KBaseFakes? _fakes;
    private ServerProcess? _server;
    private int _users;
    private int _workspaces;

    protected virtual IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();

    internal ServerProcess Process => _server!;

    internal KBaseFakes Fakes => _fakes!;

    public async Task InitializeAsync()
    {
        _fakes = await KBaseFakes.StartAsync();
        _server = await ServerProcess.StartAsync(new ServerOptions { DeployConfig = DeployConfig.For(_fakes), Environment = Settings });
    }

    public async Task DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        if (_server is not null)
            await _server.DisposeAsync();
        if (_fakes is not null)
            await _fakes.DisposeAsync();
    }

    internal RpcClient Client(string? token)
    {
        var client = new RpcClient(Process.Url, token);
        _clients.Add(client);
        return client;
    }

    /// <summary>A user whose token the server has not seen yet.</summary>
    internal (string User, RpcClient Client) NewUser(params string[] roles)
    {
        var user = $"someone{Interlocked.Increment(ref _users)}";
        var client = Client(Fakes.Auth.AddUser(user, roles));
        Fakes.Workspace.AddUser(user);
        return (user, client);
    }

    /// <summary>An object in a new workspace of a user; gives its reference.</summary>
    internal string NewObject(string owner)
    {
        var workspace = Interlocked.Increment(ref _workspaces);
        Fakes.Workspace.AddWorkspace(workspace, owner);
        return Fakes.Workspace.AddObject(workspace, 1);
    }
}
