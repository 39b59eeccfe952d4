using SampleService.Testing.Http;

namespace SampleService.Cluster.Tests;

/// <summary>WebSockets of three processes that are each alone.</summary>
[Collection(ThreeProcesses.Collection)]
public sealed class ProcessWebSocketTests(ThreeProcesses servers) : WebSocketTests(servers);

/// <summary>WebSockets of a cluster of three silos.</summary>
[Collection(ThreeSilos.Collection)]
public sealed class SiloWebSocketTests(ThreeSilos servers) : WebSocketTests(servers);

/// <summary>A WebSocket ends with its session, wherever that was ended.</summary>
public abstract class WebSocketTests(ThreeServers servers)
{
    [PostgresFact]
    public async Task Logout_AtAnotherServer_ClosesTheWebSocketsOfTheSession()
    {
        var session = await servers.Sessions(0).LogInAsync("token-user1");
        var other = await servers.Sessions(0).LogInAsync("token-user1");
        using var quiet = await servers.OpenAsync(1, session);
        using var busy = await servers.OpenAsync(2, session);
        using var stays = await servers.OpenAsync(1, other);
        Assert.Equal("204", (await servers.Sessions(0).LogOutAsync(session)).Outcome);

        // A call finds out at once, and is not carried out.
        await busy.SendAsync(GatewaySocket.Call("1", "SampleService.status"));
        Assert.Null(await busy.ReceiveAsync());
        Assert.Equal(4401, busy.CloseCode);
        Assert.Equal("4401 Invalid_session", await quiet.WaitForCloseAsync());
        Assert.True((await stays.AskAsync(GatewaySocket.Call("1", "SampleService.status"))).TryGetProperty("result", out _));
    }
}
