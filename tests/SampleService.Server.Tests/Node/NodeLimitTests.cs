using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Node;

/// <summary>How long messages are, and how many connections there may be.</summary>
public sealed class NodeLimitTests : IAsyncLifetime
{
    private const int MaxConnections = 200;
    private const int MaxMessageBytes = 96_000;

    private ServerProcess? _server;

    private string Path => NodeClient.PathOf(_server!);

    public async Task InitializeAsync() => _server = await ServerProcess.StartAsync(new ServerOptions
    {
        Environment = new Dictionary<string, string> { ["Node__MaxConnections"] = $"{MaxConnections}" },
    });

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    [Fact]
    public async Task Send_LongestMessage_IsAnswered()
    {
        using var node = new NodeClient(Path);

        Assert.Contains("\"result\":", await node.AskAsync(MessageOf(MaxMessageBytes)));
        Assert.Contains("\"result\":", await node.AskAsync(MessageOf(MaxMessageBytes) + "\n"));
        Assert.Contains("\"result\":", await node.AskAsync(NodeClient.Request("Node.status")));
    }

    [Fact]
    public async Task Send_LongerMessage_ClosesTheConnectionAfterTheAnswersBefore()
    {
        using var node = new NodeClient(Path);
        await node.SendAsync(NodeClient.Request("Node.status") + MessageOf(MaxMessageBytes + 1));

        Assert.Contains("\"result\":", await node.ReadLineAsync());
        Assert.Null(await node.ReadLineAsync());
    }

    [Fact]
    public async Task Send_MessageWithoutEnd_ClosesTheConnection()
    {
        using var node = new NodeClient(Path);
        await node.SendAsync("[" + new string(' ', MaxMessageBytes));

        Assert.Null(await node.ReadLineAsync());
    }

    [Fact]
    public async Task Connect_NothingComes_IsClosed()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            Environment = new Dictionary<string, string> { ["Node__IdleSeconds"] = "1" },
        });
        using var node = new NodeClient(NodeClient.PathOf(server));
        Assert.Contains("\"result\":", await node.AskAsync(NodeClient.Request("Node.status")));
        await node.SendAsync("{");

        Assert.Null(await node.ReadLineAsync());
    }

    [Fact]
    public async Task Send_InManyPieces_IsAnswered()
    {
        using var node = new NodeClient(Path);
        foreach (var letter in NodeClient.Request("Node.status"))
            await node.SendAsync($"{letter}");

        Assert.Contains("\"result\":", await node.ReadLineAsync());
    }

    [Fact]
    public async Task Send_ManyMessagesAtOnce_AreAnsweredInTheirOrder()
    {
        using var node = new NodeClient(Path);
        await node.SendAsync(string.Concat(Enumerable.Range(1, 500).Select(i => NodeClient.Request("Node.status", id: $"{i}"))));

        for (var i = 1; i <= 500; i++)
            Assert.EndsWith($"\"id\":{i}}}", await node.ReadLineAsync());
    }

    [Fact]
    public async Task Connect_AsManyAsThereMayBe_AllAreAnsweredAndOneMoreIsClosed()
    {
        var nodes = new List<NodeClient>();
        for (var i = 0; i < MaxConnections; i++)
            nodes.Add(new NodeClient(Path));
        Assert.All(await Task.WhenAll(nodes.Select(node => node.CallAsync("Node.status"))), Assert.NotNull);

        using (var more = new NodeClient(Path))
            Assert.Null(await more.ReadLineAsync());
        nodes.ForEach(node => node.Dispose());
        using var later = await ConnectAsync();
        Assert.Contains("[1152]", _server!.Output);
    }

    /// <summary>The server notices a moment later that a peer has gone.</summary>
    private async Task<NodeClient> ConnectAsync()
    {
        while (true)
        {
            var node = new NodeClient(Path);
            await node.SendAsync(NodeClient.Request("Node.status"));
            if (await node.ReadLineAsync() is not null)
                return node;
            node.Dispose();
            await Task.Delay(10, Patience.Token());
        }
    }

    /// <summary>A request of so many bytes; members that are not named are ignored.</summary>
    private static string MessageOf(int length)
    {
        var message = """{"jsonrpc":"2.0","method":"Node.status","id":1,"x":""}""";
        return message.Insert(message.Length - 2, new string('y', length - message.Length));
    }
}
