using SampleService.Server.Tests.Standalone;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;

namespace SampleService.Server.Tests.Sessions;

/// <summary>A session ends when its user says so, or when its token does.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class LogoutTests(StandaloneServer server) : IDisposable
{
    private readonly SessionClient _client = new(server.Process.Url);

    private string Alice => SeedTokens.Of(server.Process).Alice;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Logout_Session_EndsItAndLeavesTheToken()
    {
        var session = await _client.LogInAsync(Alice);
        var answer = await _client.LogOutAsync(session);
        Assert.Equal((204, ""), (answer.Status, answer.Body));
        Assert.Equal("MSESSIONID=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/gateway; samesite=strict; httponly", answer.SetCookie);
        Assert.Equal("401 Invalid_session", (await _client.CallAsync(session)).Outcome);
        Assert.Equal("200", (await _client.CallAsync(await _client.LogInAsync(Alice))).Outcome);
    }

    [Fact]
    public async Task Logout_Twice_SaysThatThereIsNoSession()
    {
        var session = await _client.LogInAsync(Alice);
        await _client.LogOutAsync(session);
        Assert.Equal("401 Invalid_session", (await _client.LogOutAsync(session)).Outcome);
        Assert.Equal("401 Invalid_session", (await _client.LogOutAsync("never-made")).Outcome);
    }

    [Fact]
    public async Task Logout_WithoutCookie_IsRefusedAlsoWithAToken()
    {
        Assert.Equal("401 authorization_missing", (await _client.PostAsync("logout", "{}")).Outcome);
        Assert.Equal("401 authorization_missing", (await _client.PostAsync("logout", "{}", SessionClient.Bearer(Alice))).Outcome);
    }

    [Fact]
    public async Task Logout_CookieBesideAHeader_EndsTheSession()
    {
        var session = await _client.LogInAsync(Alice);
        Assert.Equal("204", (await _client.PostAsync("logout", "", SessionClient.Cookie(session), SessionClient.Bearer("x"))).Outcome);
        Assert.Equal("401 Invalid_session", (await _client.CallAsync(session)).Outcome);
    }

    [Fact]
    public async Task Logout_ThatIsRefused_LeavesTheSession()
    {
        var session = await _client.LogInAsync(Alice);
        var elsewhere = ("Origin", "https://elsewhere.example");
        Assert.Equal("403 origin_not_allowed", (await _client.PostAsync("logout", "{}", SessionClient.Cookie(session), elsewhere)).Outcome);
        Assert.Equal("400 invalid_request", (await _client.PostAsync("logout", "[1]", SessionClient.Cookie(session))).Outcome);
        Assert.Equal("200", (await _client.CallAsync(session)).Outcome);
    }

    [Fact]
    public async Task Token_Revoked_EndsItsSession()
    {
        var (user, _) = await server.NewUserAsync();
        var token = await server.NewTokenAsync(user);
        var (session, other) = (await _client.LogInAsync(token), await _client.LogInAsync(await server.NewTokenAsync(user)));
        Assert.Equal("200", (await _client.CallAsync(session)).Outcome);
        var tokens = await server.Admin.ListAsync("Standalone.list_tokens", $$"""{"user":"{{user}}"}""");
        await server.Admin.ResultAsync("Standalone.revoke_token", $$"""{"token_id":{{tokens[1].Long("token_id")}}}""");
        Assert.Equal("401 Invalid_session", (await _client.CallAsync(session)).Outcome);
        Assert.Equal("401 Invalid_session", (await _client.LogOutAsync(session)).Outcome);
        Assert.Equal("200", (await _client.CallAsync(other)).Outcome);
    }

    [Fact]
    public async Task Account_Disabled_EndsItsSessionsForGood()
    {
        var (user, _) = await server.NewUserAsync();
        var session = await _client.LogInAsync(await server.NewTokenAsync(user));
        Assert.Equal("200", (await _client.CallAsync(session)).Outcome);
        await server.Admin.ResultAsync("Standalone.disable_account", $$"""{"user":"{{user}}"}""");
        Assert.Equal("401 Invalid_session", (await _client.CallAsync(session)).Outcome);
        await server.Admin.ResultAsync("Standalone.enable_account", $$"""{"user":"{{user}}"}""");
        Assert.Equal("401 Invalid_session", (await _client.CallAsync(session)).Outcome);
    }

    [Fact]
    public async Task Calls_OfADoorThatAreNone_AreInTheLog()
    {
        var session = await _client.LogInAsync(Alice);
        await _client.LogOutAsync(session);
        await server.Process.WaitForOutputAsync("login user=alice", Patience.Token());
        await server.Process.WaitForOutputAsync("logout user=alice", Patience.Token());
    }
}
