using SampleService.Server.Tests.Standalone;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;

namespace SampleService.Server.Tests.Sessions;

/// <summary>A token is exchanged for a session.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class LoginTests(StandaloneServer server) : IDisposable
{
    private readonly SessionClient _client = new(server.Process.Url);

    private string Alice => SeedTokens.Of(server.Process).Alice;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Login_Token_GivesACookieForThisDoorAlone()
    {
        var answer = await _client.PostAsync("login", "{}", SessionClient.Bearer(Alice));
        Assert.Equal((204, ""), (answer.Status, answer.Body));
        Assert.Matches("^[A-Za-z0-9_-]{43}$", answer.Session);
        Assert.Equal($"MSESSIONID={answer.Session}; path=/gateway; samesite=strict; httponly", answer.SetCookie);
    }

    [Fact]
    public async Task Call_WithTheCookie_IsMadeByTheOwnerOfTheToken()
    {
        var session = await _client.LogInAsync(Alice);
        Assert.Contains("\"user\":\"alice\"", (await _client.CallAsync(session, "Standalone.whoami")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_HeaderBesideTheCookie_GoesFirst()
    {
        var session = await _client.LogInAsync(Alice);
        var bob = SessionClient.Bearer(SeedTokens.Of(server.Process).Bob);
        Assert.Contains("\"user\":\"bob\"", (await _client.CallAsync(session, "Standalone.whoami", bob)).Body, StringComparison.Ordinal);
        Assert.Equal("403 invalid_token", (await _client.CallAsync(session, "Standalone.whoami", SessionClient.Bearer("x"))).Outcome);
    }

    [Fact]
    public async Task Call_OnTheKBaseDoor_TheCookieMeansNothing()
    {
        var session = await _client.LogInAsync(Alice);
        var answer = await server.Anonymous.CallAsync("Standalone.whoami", null, SessionClient.Cookie(session));
        Assert.Contains("Authentication required", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_WithoutHeader_IsRefusedAlsoBesideASession()
    {
        var session = await _client.LogInAsync(Alice);
        Assert.Equal("401 authorization_missing", (await _client.PostAsync("login", "{}")).Outcome);
        Assert.Equal("401 authorization_missing", (await _client.PostAsync("login", "{}", SessionClient.Cookie(session))).Outcome);
    }

    [Theory]
    [InlineData("Bearer sst_0123456789012345678901234567890123456789012")]
    [InlineData("Bearer")]
    [InlineData("Basic YWxpY2U6eA==")]
    [InlineData("")]
    public async Task Login_WrongToken_GivesNoCookie(string header)
    {
        var answer = await _client.PostAsync("login", "{}", ("Authorization", header));
        Assert.Equal(("403 invalid_token", null), (answer.Outcome, answer.SetCookie));
    }

    [Fact]
    public async Task Login_BesideASession_GivesAnotherAndEndsNone()
    {
        var first = await _client.LogInAsync(Alice);
        var answer = await _client.PostAsync("login", "", SessionClient.Bearer(Alice), SessionClient.Cookie(first));
        Assert.NotEqual(first, answer.Session);
        Assert.Equal("200", (await _client.CallAsync(first)).Outcome);
        Assert.Equal("200", (await _client.CallAsync(answer.Session!)).Outcome);
    }

    /// <summary>Whoever can set a cookie in the browser of another, must not know the session after that one's login.</summary>
    [Fact]
    public async Task Login_BesideAnIdThatWasChosen_GivesAnother()
    {
        var chosen = new string('A', 43);
        var answer = await _client.PostAsync("login", "{}", SessionClient.Bearer(Alice), SessionClient.Cookie(chosen));
        Assert.NotEqual(chosen, answer.Session);
        Assert.Equal("401 Invalid_session", (await _client.CallAsync(chosen)).Outcome);
    }

    [Theory]
    [InlineData("", "204")]
    [InlineData("{}", "204")]
    [InlineData(" {\r\n\t} ", "204")]
    [InlineData("{", "400 invalid_request")]
    [InlineData("}", "400 invalid_request")]
    [InlineData("[]", "400 invalid_request")]
    [InlineData("{}{}", "400 invalid_request")]
    [InlineData("""{"user": "bob"}""", "400 invalid_request")]
    public async Task Login_Body_HasToBeEmpty(string body, string outcome) =>
        Assert.Equal(outcome, (await _client.PostAsync("login", body, SessionClient.Bearer(Alice))).Outcome);

    [Fact]
    public async Task Login_BodyOfManyBytes_IsRefused()
    {
        var body = new string(' ', 2_000_000) + "{}";
        Assert.Equal("204", (await _client.PostAsync("login", body, SessionClient.Bearer(Alice))).Outcome);
        Assert.Equal("400 invalid_request", (await _client.PostAsync("login", body + "1", SessionClient.Bearer(Alice))).Outcome);
    }

    [Fact]
    public async Task Login_PageOfAnotherSite_IsRefused()
    {
        var own = server.Process.Url.GetLeftPart(UriPartial.Authority);
        Assert.Equal("204", (await LogInFromAsync(own)).Outcome);
        foreach (var origin in (string[])["https://elsewhere.example", "null", "", $"{own}0", own.Replace("http", "https", StringComparison.Ordinal)])
        {
            var answer = await LogInFromAsync(origin);
            Assert.Equal(("403 origin_not_allowed", null), (answer.Outcome, answer.SetCookie));
        }

        Task<SessionAnswer> LogInFromAsync(string origin) => _client.PostAsync("login", "{}", SessionClient.Bearer(Alice), ("Origin", origin));
    }

    [Fact]
    public async Task Call_PageOfAnotherSite_IsRefusedWithTheCookie()
    {
        var session = await _client.LogInAsync(Alice);
        Assert.Equal("403 origin_not_allowed", (await _client.CallAsync(session, "SampleService.status", ("Origin", "https://elsewhere.example"))).Outcome);
    }
}
