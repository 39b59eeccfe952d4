using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;

namespace SampleService.Server.Tests.WebSocket;

/// <summary>A WebSocket ends with the token or the session that it was opened with.</summary>
public sealed class EndTests(EndTests.Server server, EndTests.IdleServer idleServer, EndTests.LongServer longServer)
    : IClassFixture<EndTests.Server>, IClassFixture<EndTests.IdleServer>, IClassFixture<EndTests.LongServer>
{
    /// <summary>Looks often whether tokens and sessions are valid.</summary>
    public sealed class Server : StandaloneServer
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
        {
            ["Gateway__WebSocketCheckSeconds"] = "1",
        };
    }

    /// <summary>Looks often, and sessions that are not used end soon.</summary>
    public sealed class IdleServer : StandaloneServer
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
        {
            ["Gateway__WebSocketCheckSeconds"] = "1",
            ["Gateway__SessionIdleSeconds"] = "3",
        };
    }

    /// <summary>Looks so rarely that only a call finds out.</summary>
    public sealed class LongServer : StandaloneServer
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
        {
            ["Gateway__WebSocketCheckSeconds"] = "3600",
        };
    }

    [Fact]
    public async Task Session_LoggedOut_ClosesTheConnection()
    {
        using var client = new SessionClient(server.Process.Url);
        var session = await client.LogInAsync(SeedTokens.Of(server.Process).Alice);
        using var socket = await OpenAsync(server, SessionClient.Cookie(session));
        await client.LogOutAsync(session);
        Assert.Equal("4401 Invalid_session", await socket.WaitForCloseAsync());
    }

    [Fact]
    public async Task Session_NotUsed_EndsAlthoughTheConnectionIsOpen()
    {
        using var client = new SessionClient(idleServer.Process.Url);
        var session = await client.LogInAsync(SeedTokens.Of(idleServer.Process).Alice);
        using var socket = await OpenAsync(idleServer, SessionClient.Cookie(session));
        Assert.Equal("4401 Invalid_session", await socket.WaitForCloseAsync());
    }

    [Fact]
    public async Task Token_Revoked_ClosesItsConnectionsAndNoOther()
    {
        var (user, client) = await server.NewUserAsync();
        using var other = await OpenAsync(server, SessionClient.Bearer(await server.NewTokenAsync(user)));
        using var socket = await OpenAsync(server, SessionClient.Bearer(await server.NewTokenAsync(user)));
        await RevokeNewestAsync(server, user);
        Assert.Equal("4401 invalid_token", await socket.WaitForCloseAsync());
        Assert.True((await other.AskAsync(WhoAmI)).TryGetProperty("result", out _));
        Assert.NotNull(await client.ResultAsync("Standalone.whoami"));
    }

    [Fact]
    public async Task Account_Disabled_ClosesItsConnections()
    {
        var (user, _) = await server.NewUserAsync();
        using var socket = await OpenAsync(server, SessionClient.Bearer(await server.NewTokenAsync(user)));
        await server.Admin.ResultAsync("Standalone.disable_account", $$"""{"user":"{{user}}"}""");
        Assert.Equal("4401 invalid_token", await socket.WaitForCloseAsync());
    }

    [Fact]
    public async Task Call_AfterTheTokenWasRevoked_IsNotCarriedOutAndClosesTheConnection()
    {
        var (user, _) = await longServer.NewUserAsync();
        using var socket = await OpenAsync(longServer, SessionClient.Bearer(await longServer.NewTokenAsync(user)));
        Assert.True((await socket.AskAsync(WhoAmI)).TryGetProperty("result", out _));
        await RevokeNewestAsync(longServer, user);
        await socket.SendAsync(WhoAmI);
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(4401, socket.CloseCode);
    }

    private static string WhoAmI => GatewaySocket.Call("1", "Standalone.whoami");

    private static Task<GatewaySocket> OpenAsync(StandaloneServer server, (string, string) credential) =>
        GatewaySocket.OpenAsync(server.Process.Url, credential);

    private static async Task RevokeNewestAsync(StandaloneServer server, string user)
    {
        var tokens = await server.Admin.ListAsync("Standalone.list_tokens", $$"""{"user":"{{user}}"}""");
        await server.Admin.ResultAsync("Standalone.revoke_token", $$"""{"token_id":{{tokens.Max(token => token.Long("token_id"))}}}""");
    }
}
