using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Node;

/// <summary>How connections to the socket end: by the peer, and with the server.</summary>
public sealed class NodeEndingTests : IAsyncLifetime
{
    private KBaseFakes? _fakes;
    private ServerProcess? _server;
    private string _link = "";

    public async Task InitializeAsync()
    {
        _fakes = await KBaseFakes.StartAsync();
        _fakes.Workspace.AddWorkspace(1);
        var upa = _fakes.Workspace.AddObject(1, 1);
        _server = await ServerProcess.StartAsync(new ServerOptions { DeployConfig = DeployConfig.For(_fakes) });
        using var client = new RpcClient(_server.Url, "token-user1");
        var (id, _) = await client.SaveAsync(SampleText.Small());
        _link = NodeClient.Request(
            "SampleService.create_data_link", $$"""{"upa":"{{upa}}","id":"{{id}}","version":1,"node":"root","as_user":"user1"}""");
    }

    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        await _fakes!.DisposeAsync();
    }

    [Fact]
    public async Task Terminate_CallUnderWay_IsAnsweredAndTheConnectionEnds()
    {
        using var idle = Connect();
        Assert.NotNull(await idle.CallAsync("Node.status"));
        using var node = Connect();
        using var held = _fakes!.Workspace.Hold();
        await node.SendAsync(_link);
        await held.WaitForAsync(1, Patience.Token());

        _server!.Terminate();
        await AssertTakesNoConnectionsAsync();
        held.Dispose();

        Assert.Contains("\"result\":{\"new_link\":", await node.ReadLineAsync());
        Assert.Null(await node.ReadLineAsync());
        Assert.Null(await idle.ReadLineAsync());
        await _server.WaitForExitAsync(Patience.Token());
        Assert.Equal(0, _server.ExitCode);
    }

    [Fact]
    public async Task Drain_Server_IsAnsweredAndEndsWell()
    {
        using var node = Connect();

        Assert.Equal("""{"jsonrpc":"2.0","result":null,"id":1}""", await node.AskAsync(NodeClient.Request("Node.drain")));
        Assert.Null(await node.ReadLineAsync());
        await _server!.WaitForExitAsync(Patience.Token());
        Assert.Equal(0, _server.ExitCode);
        Assert.Contains("User (node) is running method drain with administration permission FULL", _server.Output);
    }

    [Fact]
    public async Task Close_CallUnderWay_IsCancelled()
    {
        using var held = _fakes!.Workspace.Hold();
        var node = Connect();
        await node.SendAsync(_link);
        await held.WaitForAsync(1, Patience.Token());

        node.Dispose();
        await _server!.WaitForOutputAsync("outcome=499", Patience.Token());
    }

    [Fact]
    public async Task EndSending_CallUnderWay_IsStillAnswered()
    {
        using var held = _fakes!.Workspace.Hold();
        using var node = Connect();
        await node.SendAsync(_link);
        node.EndSending();
        await held.WaitForAsync(1, Patience.Token());
        held.Dispose();

        Assert.Contains("\"result\":{\"new_link\":", await node.ReadLineAsync());
        Assert.Null(await node.ReadLineAsync());
    }

    private NodeClient Connect() => new(NodeClient.PathOf(_server!));

    private async Task AssertTakesNoConnectionsAsync()
    {
        while (File.Exists(NodeClient.PathOf(_server!)))
            await Task.Delay(10, Patience.Token());
    }
}
