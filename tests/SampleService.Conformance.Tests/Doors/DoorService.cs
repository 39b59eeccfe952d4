using System.Text.Json.Nodes;
using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Conformance.Tests.Doors;

/// <summary>A fresh stand-alone deployment with all doors, and the issuer whose tokens it takes.</summary>
internal sealed class DoorService : IAsyncDisposable
{
    private readonly TemporaryDirectory _folder;
    private readonly ServerProcess _server;
    private readonly JsonObject _tokens;

    private DoorService(TemporaryDirectory folder, IssuerFake issuer, ServerProcess server)
    {
        (_folder, Issuer, _server) = (folder, issuer, server);
        _tokens = JsonNode.Parse(File.ReadAllText(Path.Combine(server.DataDirectory, "tokens.json")))!.AsObject();
    }

    public Uri Url => _server.Url;

    public string SocketPath => SocketIn(_folder);

    public IssuerFake Issuer { get; }

    public static async Task<DoorService> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var folder = new TemporaryDirectory();
        // Others have to come as far as the socket, whose own mode then decides.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(
                folder.Path,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var issuer = await IssuerFake.StartAsync();
        var server = await ServerProcess.StartAsync(new ServerOptions
        {
            Environment = new Dictionary<string, string>(settings)
            {
                ["Node__SocketPath"] = SocketIn(folder),
                ["Gateway__Issuers__0__Authority"] = issuer.Authority,
                ["Gateway__Issuers__0__Audience"] = IssuerFake.Audience,
            },
        });
        return new DoorService(folder, issuer, server);
    }

    /// <summary>The token of one of the first accounts.</summary>
    public string TokenOf(string user) => (string)_tokens[user]!;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await Issuer.DisposeAsync();
        _folder.Dispose();
    }

    private static string SocketIn(TemporaryDirectory folder) => Path.Combine(folder.Path, "node.sock");
}
