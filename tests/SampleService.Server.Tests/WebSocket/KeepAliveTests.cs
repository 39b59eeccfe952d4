using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;

namespace SampleService.Server.Tests.WebSocket;

/// <summary>A connection whose calls take long is no connection whose peer has gone.</summary>
public sealed class KeepAliveTests(KeepAliveTests.Server server) : IClassFixture<KeepAliveTests.Server>
{
    /// <summary>Takes one call at a time, and pings often.</summary>
    public sealed class Server : KBaseServer
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
        {
            ["Gateway__WebSocketCalls"] = "1",
            ["Gateway__WebSocketPingSeconds"] = "5",
        };
    }

    [Fact]
    public async Task Calls_WaitForLongerThanAPingBehindALongOne_AreBusyAndTheLongOneGoesOn()
    {
        var caller = server.NewUser();
        var token = SessionClient.Bearer(server.Fakes.Auth.AddToken(caller.User));
        var call = await LinkCall.OfAsync(server, caller, "1");
        using var held = server.Fakes.Workspace.Hold();
        using var socket = await GatewaySocket.OpenAsync(server.Process.Url, token);
        await socket.SendAsync(call);
        await held.WaitForAsync(1, Patience.Token());
        await socket.SendAsync(GatewaySocket.Call("2", "SampleService.status"));
        await socket.SendAsync(GatewaySocket.Call("3", "SampleService.status"));
        // Who receives answers pings too.
        var answers = ReceiveAsync(socket, 3);
        // Peers that answer no ping are dropped meanwhile: it has been so long that this one was pinged.
        await SilentPeer.RunAsync(server.Process.Url, token);
        await SilentPeer.RunAsync(server.Process.Url, token);
        held.Dispose();
        var received = await answers;
        Assert.Equal(["2 -32008", "3 -32008"], received[..2].Order());
        Assert.Equal("1 result", received[2]);
    }

    private static async Task<List<string>> ReceiveAsync(GatewaySocket socket, int count)
    {
        var answers = new List<string>();
        while (answers.Count < count)
        {
            var answer = await socket.NextAsync();
            var error = answer.TryGetProperty("error", out var refusal) ? refusal.GetProperty("code").GetRawText() : "result";
            answers.Add($"{answer.GetProperty("id")} {error}");
        }

        return answers;
    }
}
