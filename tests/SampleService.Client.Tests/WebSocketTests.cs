using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using SampleService.Client.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Json;
using SampleService.Testing.Servers;

namespace SampleService.Client.Tests;

/// <summary>How a WebSocket is begun, refused and ended.</summary>
public sealed class WebSocketTests
{
    private const byte TlsHandshake = 0x16;

    /// <summary>The headers of a handshake have the token.</summary>
    [Theory]
    [InlineData("wss", TlsHandshake)]
    [InlineData("https", TlsHandshake)]
    [InlineData("ws", (byte)'G')]
    public async Task Call_Address_IsCalledWithTlsWhereItSaysSo(string scheme, byte first)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var client = SampleServiceClient.Connect(
            new Uri($"{scheme}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"), Once("sst_secret"));
        var call = client.StatusAsync(Patience.Token());

        using (var connection = await listener.AcceptTcpClientAsync(Patience.Token()))
        {
            // .NET tries again by itself what was closed without an answer.
            listener.Stop();
            var received = new byte[1];
            await connection.GetStream().ReadExactlyAsync(received, Patience.Token());
            Assert.Equal(first, received[0]);
            // Whoever tries again finds nobody.
            listener.Stop();
        }

        await Assert.ThrowsAsync<ServiceUnreachableException>(() => call);
    }

    [Fact]
    public async Task Call_HandshakeThatAStopRefuses_IsUnreachable()
    {
        await using var peer = await RefusingAsync(503, "temporarily_unavailable");
        await using var client = SampleServiceClient.Connect(AddressOf(peer), Once("sst_any"));

        await Assert.ThrowsAsync<ServiceUnreachableException>(() => client.StatusAsync(Patience.Token()));
    }

    [Fact]
    public async Task Call_HandshakeThatAStartRefuses_IsTriedAgain()
    {
        await using var peer = await RefusingAsync(503, "temporarily_unavailable");
        var asked = 0;
        await using var client = SampleServiceClient.Connect(AddressOf(peer), new()
        {
            Token = _ =>
            {
                if (++asked == 2)
                    peer.Reply = Refusal(403, "invalid_token");
                return new("sst_any");
            },
            ConnectTimeout = TimeSpan.FromMinutes(1),
        });

        await Assert.ThrowsAsync<AuthorizationException>(() => client.StatusAsync(Patience.Token()));
        Assert.Equal(2, peer.Requests.Count);
    }

    [Fact]
    public async Task Call_MoreWebSocketsThanTheUserMayHave_IsToldAndIsNoMatterOfAuthorization()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions { Arguments = ["--Gateway:UserWebSockets=1"] });
        var token = SeedTokens.Of(server).Alice;
        await using var first = Ways.Connect(server, Way.WebSocket, token);
        await first.StatusAsync();
        await using var second = Ways.Connect(server, Way.WebSocket, token);

        var error = await Assert.ThrowsAsync<SampleServiceException>(() => second.StatusAsync());
        Assert.Equal((429, "too_many_connections"), (error.Code, error.Type));
    }

    [Fact]
    public async Task Call_TokenThatIsNotGivenInTime_IsTheCallersError()
    {
        await using var client = SampleServiceClient.Connect(
            new Uri("ws://127.0.0.1"), new() { Token = _ => throw new TaskCanceledException("no token in time") });

        Assert.Equal("no token in time", (await Assert.ThrowsAsync<TaskCanceledException>(() => client.StatusAsync())).Message);
    }

    [Fact]
    public async Task Dispose_OpenWebSocket_IsClosedInGoodOrder()
    {
        await using var peer = await WebSocketPeer.StartAsync();
        var client = SampleServiceClient.Connect(peer.Url, Once("sst_any"));
        await Assert.ThrowsAsync<SampleServiceException>(() => client.StatusAsync(Patience.Token()));

        await client.DisposeAsync();

        Assert.Equal(WebSocketCloseStatus.NormalClosure, await peer.Closed.WaitAsync(Patience.Token()));
    }

    private static SampleServiceClientOptions Once(string token) => new() { Token = _ => new(token), ConnectTimeout = TimeSpan.Zero };

    private static Uri AddressOf(CannedService peer) => new UriBuilder(peer.Url) { Scheme = "ws" }.Uri;

    private static async Task<CannedService> RefusingAsync(int status, string error)
    {
        var peer = await CannedService.StartAsync(Patience.Token());
        peer.Reply = Refusal(status, error);
        return peer;
    }

    private static FakeReply Refusal(int status, string error) =>
        FakeReply.Json(status, new JsonMap { ["error"] = new JsonMap { ["error"] = error, ["error_description"] = "Later" } });
}
