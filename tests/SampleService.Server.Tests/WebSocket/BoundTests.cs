using System.Net;
using System.Net.WebSockets;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;

namespace SampleService.Server.Tests.WebSocket;

/// <summary>What one WebSocket may take of the service is bounded, and others go on when it wants more.</summary>
public sealed class BoundTests(BoundTests.Server server) : IClassFixture<BoundTests.Server>
{
    private const int MaxMessage = 5_000_000;
    private const int SampleBytes = 400_000;
    private const int MaxOfUser = 3;
    private const int Calls = 60;

    private static readonly string WhoAmI = GatewaySocket.Call("1", "Standalone.whoami");

    /// <summary>Has narrow bounds.</summary>
    public sealed class Server : StandaloneServer
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
        {
            ["Limits__RequestBytes"] = $"{MaxMessage}",
            ["Limits__BodyStallSeconds"] = "1",
            ["Gateway__WebSocketSendSeconds"] = "1",
            ["Gateway__WebSocketPingSeconds"] = "1",
            ["Gateway__WebSocketUnsentBytes"] = $"{SampleBytes * 4}",
            ["Gateway__UserWebSockets"] = $"{MaxOfUser}",
        };
    }

    [Fact]
    public async Task Message_LargerThanTheLimit_ClosesTheConnection()
    {
        using var socket = await OpenAsync(await NewUserAsync());
        await socket.SendAsync(WhoAmI + new string(' ', MaxMessage));
        Assert.Equal("1009 the message is too large", await socket.WaitForCloseAsync());
    }

    [Fact]
    public async Task Message_AsLargeAsTheLimit_IsAnswered()
    {
        using var socket = await OpenAsync(await NewUserAsync());
        Assert.True((await socket.AskAsync(WhoAmI + new string(' ', MaxMessage - WhoAmI.Length))).TryGetProperty("result", out _));
    }

    [Fact]
    public async Task Message_LargerThanTheLimitInSmallFrames_ClosesTheConnection()
    {
        using var socket = await OpenAsync(await NewUserAsync());
        var frame = new byte[100_000];
        frame.AsSpan().Fill((byte)' ');
        for (var sent = 0; sent <= MaxMessage; sent += frame.Length)
            await socket.SendAsync(frame, WebSocketMessageType.Text, isLast: false);
        Assert.Equal("1009 the message is too large", await socket.WaitForCloseAsync());
    }

    [Fact]
    public async Task Message_ThatStopsInTheMiddle_ClosesTheConnection()
    {
        using var socket = await OpenAsync(await NewUserAsync());
        await socket.SendAsync("{\"jsonrpc\""u8.ToArray(), WebSocketMessageType.Text, isLast: false);
        Assert.Equal("1008 the message comes too slowly", await socket.WaitForCloseAsync());
    }

    [Fact]
    public async Task Answers_NobodyReads_CloseTheConnectionAndOthersGoOn()
    {
        var (user, token, id) = await NewSampleAsync();
        using var socket = await OpenAsync(token);
        using var other = await OpenAsync(await NewUserAsync());
        for (var i = 0; i < Calls; i++)
            await socket.SendAsync(GatewaySocket.Call($"{i}", "SampleService.get_sample", $$"""{"id":"{{id}}"}"""));
        await server.Process.WaitForOutputAsync($"A WebSocket of {user} from 127.0.0.1 is closed with 4408", Patience.Token());
        Assert.True((await other.AskAsync(WhoAmI)).TryGetProperty("result", out _));
        Assert.Equal("4408 answers are not read", await socket.WaitForCloseAsync());
    }

    [Fact]
    public async Task Answer_LongAndNobodyReadsIt_ClosesTheConnection()
    {
        var (user, token, id) = await NewSampleAsync();
        using var socket = await OpenAsync(token);
        var samples = string.Join(',', Enumerable.Repeat($$"""{"id":"{{id}}","version":1}""", Calls));
        await socket.SendAsync(GatewaySocket.Call("1", "SampleService.get_samples", $$"""{"samples":[{{samples}}]}"""));
        await server.Process.WaitForOutputAsync($"A WebSocket of {user} from 127.0.0.1 is closed with 4408", Patience.Token());
        Assert.Equal("4408 answers are not read", await socket.WaitForCloseAsync());
    }

    [Fact]
    public async Task Answer_LongAndRead_ComesWhole()
    {
        var (_, token, id) = await NewSampleAsync();
        using var socket = await OpenAsync(token);
        var samples = string.Join(',', Enumerable.Repeat($$"""{"id":"{{id}}","version":1}""", Calls));
        var answer = await socket.AskAsync(GatewaySocket.Call("1", "SampleService.get_samples", $$"""{"samples":[{{samples}}]}"""));
        Assert.Equal(Calls, answer.GetProperty("result").GetArrayLength());
    }

    [Fact]
    public async Task Peer_AnswersNoPing_IsDropped()
    {
        var received = await SilentPeer.RunAsync(server.Process.Url, await NewUserAsync());
        Assert.StartsWith("HTTP/1.1 101", received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_MoreThanAUserMayHave_AreRefusedUntilOneHasEnded()
    {
        var user = await NewUserAsync();
        var sockets = new List<GatewaySocket>();
        for (var i = 0; i < MaxOfUser; i++)
            sockets.Add(await OpenAsync(user));
        Assert.Equal(HttpStatusCode.TooManyRequests, await GatewaySocket.TryAsync(server.Process.Url, user));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await GatewaySocket.TryAsync(server.Process.Url, await NewUserAsync()));
        sockets[0].Dispose();
        var patience = Patience.Token();
        while (await GatewaySocket.TryAsync(server.Process.Url, user) != HttpStatusCode.SwitchingProtocols)
            patience.ThrowIfCancellationRequested();
        sockets.ForEach(socket => socket.Dispose());
    }

    private Task<GatewaySocket> OpenAsync((string, string) token) => GatewaySocket.OpenAsync(server.Process.Url, token);

    private async Task<(string Name, string Value)> NewUserAsync() =>
        SessionClient.Bearer(await server.NewTokenAsync((await server.NewUserAsync()).User));

    /// <summary>A new user with a long sample.</summary>
    private async Task<(string User, (string, string) Token, string Id)> NewSampleAsync()
    {
        var (user, client) = await server.NewUserAsync();
        var (id, _) = await client.SaveAsync(SampleText.OfSize(SampleBytes));
        return (user, SessionClient.Bearer(await server.NewTokenAsync(user)), id);
    }
}
