using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Client.Tests.Support;

/// <summary>A server whose calls about links can be held up, for one test.</summary>
internal sealed class HeldServer : IAsyncDisposable
{
    private const string Owner = "user1";

    private readonly TemporaryDirectory _data = new();
    private readonly KBaseFakes _fakes;
    private CreateDataLinkRequest? _link;

    private HeldServer(KBaseFakes fakes) => _fakes = fakes;

    public ServerProcess Process { get; private set; } = null!;

    /// <summary>Whose token it is.</summary>
    public string User => Owner;

    public string Token => "token-" + Owner;

    public static async Task<HeldServer> StartAsync()
    {
        var server = new HeldServer(await KBaseFakes.StartAsync());
        server._fakes.Workspace.AddWorkspace(1);
        var upa = server._fakes.Workspace.AddObject(1, 1);
        server.Process = await ServerProcess.StartAsync(server.Options());
        await using var user = server.Connect(Way.Http);
        var saved = await user.CreateSampleAsync(new() { Sample = new() { NodeTree = [new() { Id = "root", Type = NodeType.BioReplicate }] } });
        server._link = new() { Upa = upa, Id = saved.Id, Version = 1, Node = "root", AsUser = Owner };
        return server;
    }

    public SampleServiceClient Connect(Way way) => Ways.Connect(Process, way, Token);

    /// <summary>Holds up what asks for workspaces, until it is disposed of.</summary>
    public HeldRequests Hold() => _fakes.Workspace.Hold();

    /// <summary>A call that is held up.</summary>
    public Task<DataLink> LinkAsync(ISampleService client, CancellationToken cancellationToken = default) =>
        client.CreateDataLinkAsync(_link!, cancellationToken);

    /// <summary>Ends the process as a crash does, and begins another with its data and its address. Does not wait until it is up.</summary>
    public async Task CrashAndRestartAsync()
    {
        Process.Kill();
        await Process.WaitForExitAsync(Patience.Token());
        var address = Process.Url.GetLeftPart(UriPartial.Authority);
        await Process.DisposeAsync();
        Process = ServerProcess.Begin(Options() with { Arguments = ["--urls", address] });
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await _fakes.DisposeAsync();
        _data.Dispose();
    }

    private ServerOptions Options() => new() { DeployConfig = DeployConfig.For(_fakes), DataDirectory = _data.Path };
}
