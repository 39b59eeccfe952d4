using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;

namespace SampleService.Server.Tests.WebSocket;

/// <summary>Many WebSockets at a time, and messages that there is no room for.</summary>
public sealed class CrowdTests(CrowdTests.Server server) : IClassFixture<CrowdTests.Server>
{
    private const int Connections = 1000;
    private const int BytesInFlight = 20_000_000;

    private static readonly string WhoAmI = GatewaySocket.Call("1", "Standalone.whoami");

    /// <summary>Has room for few long messages.</summary>
    public sealed class Server : StandaloneServer
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
        {
            ["Limits__BytesInFlight"] = $"{BytesInFlight}",
            ["Gateway__UserWebSockets"] = $"{Connections + 1}",
        };
    }

    [Fact]
    public async Task Connections_AThousandAtATime_EachMakesItsCalls()
    {
        var sockets = new List<GatewaySocket>();
        for (var i = 0; i < Connections; i++)
            sockets.Add(await OpenAsync());
        for (var round = 0; round < 2; round++)
        {
            await Task.WhenAll(sockets.Select(socket => socket.SendAsync(WhoAmI)));
            foreach (var answer in await Task.WhenAll(sockets.Select(socket => socket.NextAsync())))
                Assert.Equal("alice", answer.GetProperty("result").GetProperty("user").GetString());
        }

        sockets.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task Message_ThereIsNoRoomFor_IsRefusedAsBusyAndTheConnectionGoesOn()
    {
        using var socket = await OpenAsync();
        var refused = await socket.AskAsync(WhoAmI + new string(' ', 2 * BytesInFlight));
        Assert.Equal("-32008", refused.GetProperty("error").GetProperty("code").GetRawText());
        Assert.True((await socket.AskAsync(WhoAmI + new string(' ', BytesInFlight / 8))).TryGetProperty("result", out _));
    }

    private Task<GatewaySocket> OpenAsync() =>
        GatewaySocket.OpenAsync(server.Process.Url, SessionClient.Bearer(SeedTokens.Of(server.Process).Alice));
}
