using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Support;

/// <summary>A stand-alone server for all tests of a collection; each makes the accounts and workspaces it needs.</summary>
public class StandaloneServer : IAsyncLifetime
{
    private readonly List<RpcClient> _clients = [];
    private ServerProcess? _server;
    private int _names;

    protected virtual IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();

    /// <summary>How much of what the server writes is kept, in characters.</summary>
    protected virtual int OutputKept => new ServerOptions().OutputKept;

    internal ServerProcess Process => _server!;

    internal RpcClient Alice { get; private set; } = null!;

    internal RpcClient Bob { get; private set; } = null!;

    internal RpcClient Admin { get; private set; } = null!;

    internal RpcClient Anonymous { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _server = await ServerProcess.StartAsync(new ServerOptions { Environment = Settings, OutputKept = OutputKept });
        var tokens = SeedTokens.Of(_server);
        (Alice, Bob, Admin, Anonymous) = (Client(tokens.Alice), Client(tokens.Bob), Client(tokens.Admin), Client(null));
    }

    public async Task DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        if (_server is not null)
            await _server.DisposeAsync();
    }

    internal RpcClient Client(string? token)
    {
        var client = new RpcClient(Process.Url, token);
        _clients.Add(client);
        return client;
    }

    /// <summary>A name that no other test uses.</summary>
    internal string NewName(string prefix) => $"{prefix}_{Interlocked.Increment(ref _names)}";

    /// <summary>A new account and a caller with its token.</summary>
    internal async Task<(string User, RpcClient Client)> NewUserAsync(params string[] roles)
    {
        var user = NewName("user");
        await Admin.ResultAsync("Standalone.create_account", $$"""{"user":"{{user}}","roles":[{{string.Join(',', roles.Select(r => $"\"{r}\""))}}]}""");
        return (user, Client(await NewTokenAsync(user)));
    }

    internal async Task<string> NewTokenAsync(string user) =>
        (await Admin.MapAsync("Standalone.issue_token", $$"""{"user":"{{user}}"}""")).RequiredText("token");

    /// <summary>A new workspace of a user.</summary>
    internal async Task<long> NewWorkspaceAsync(string owner, bool isPublic = false) =>
        (await Admin.MapAsync(
            "Standalone.create_workspace",
            $$"""{"owner":"{{owner}}","name":"{{NewName("workspace")}}","public":{{(isPublic ? "true" : "false")}}}""")).Long("workspace");

    /// <summary>A new object; gives its reference.</summary>
    internal async Task<string> NewObjectAsync(long workspace) =>
        (await Admin.MapAsync(
            "Standalone.create_object",
            $$"""{"workspace":{{workspace}},"name":"{{NewName("object")}}","type":"Some.Type-1.0"}""")).RequiredText("upa");
}
