using System.Text;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Http;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Gateway;

/// <summary>What requests to the gateway door present in their headers.</summary>
public sealed class PresentedTests : IAsyncLifetime
{
    private const string Call = """{"jsonrpc":"2.0","method":"Standalone.whoami","id":1}""";

    private IssuerFake _issuer = null!;
    private ServerProcess _server = null!;
    private SessionClient _client = null!;

    private (string, string) Alice => SessionClient.Bearer(SeedTokens.Of(_server).Alice);

    private (string, string) Admin => SessionClient.Bearer(SeedTokens.Of(_server).Admin);

    public async Task InitializeAsync()
    {
        _issuer = await IssuerFake.StartAsync();
        _server = await ServerProcess.StartAsync(new ServerOptions
        {
            Environment = new Dictionary<string, string>
            {
                ["Gateway__Issuers__0__Authority"] = _issuer.Authority,
                ["Gateway__Issuers__0__Audience"] = IssuerFake.Audience,
                ["Gateway__GatewayIds__0"] = "gw-1",
                ["Gateway__ClockSkewSeconds"] = "300",
            },
        });
        _client = new SessionClient(_server.Url);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Theory]
    [InlineData("gw-1", "200")]
    [InlineData("gw-2", "403 invalid_grant")]
    public async Task Call_EmptyGatewayIdBesideTheOther_TheOtherCounts(string other, string outcome) => Assert.Equal(
        outcome, (await _client.PostAsync("json-rpc", Call, Alice, ("X-Service-Gateway-Id", ""), ("QIVICON-ServiceGatewayId", other))).Outcome);

    [Fact]
    public async Task Call_CookieInOtherLetterCase_IsNone()
    {
        var session = await _client.LogInAsync(SeedTokens.Of(_server).Alice);

        Assert.Equal("401 authorization_missing", (await _client.PostAsync("json-rpc", Call, ("Cookie", $"msessionid={session}"))).Outcome);
        Assert.Equal("200", (await _client.PostAsync("json-rpc", Call, ("Cookie", $"msessionid=other; MSESSIONID={session}"))).Outcome);
    }

    /// <summary>The header of the token has a member whose name is half a surrogate pair.</summary>
    [Theory]
    [InlineData("json-rpc", Call)]
    [InlineData("login", "{}")]
    public async Task Call_TokenWithANameThatIsNotUnicode_IsRefused(string path, string body)
    {
        var token = SessionClient.Bearer("eyJhbGciOiJSUzI1NiIsIlx1ZDgwMCI6MX0.e30.c2ln");

        Assert.Equal("403 invalid_token", (await _client.PostAsync(path, body, token)).Outcome);
    }

    [Theory]
    [InlineData("application/json;", 200)]
    [InlineData("application/json; ", 200)]
    [InlineData("application/json;charset=utf-8", 200)]
    [InlineData("application/jsonx;", 415)]
    [InlineData("text/plain", 415)]
    [InlineData(";", 415)]
    public async Task Call_ContentType_IsTakenWhereItIsJson(string contentType, int status)
    {
        using var http = new HttpClient { BaseAddress = _server.Url };
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","method":"PlatformState.get","id":1}"""));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var answer = await http.PostAsync(new Uri("/gateway/json-rpc", UriKind.Relative), content);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    /// <summary>Within the time that clocks may differ a call is taken; a session would be over when it begins.</summary>
    [Fact]
    public async Task Login_TokenThatHasJustExpired_GivesNoCookie()
    {
        var dora = SessionClient.Bearer(_issuer.Token(
            ("sub", "d-1"), ("preferred_username", "dora"), ("exp", DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 1)));

        var answer = await _client.PostAsync("login", "{}", dora);

        Assert.Equal(("403 token_expired", null), (answer.Outcome, answer.SetCookie));
        const string List = """{"jsonrpc":"2.0","method":"Standalone.list_accounts","id":1}""";
        Assert.DoesNotContain("dora", (await _client.PostAsync("json-rpc", List, Admin)).Body, StringComparison.Ordinal);
        Assert.Equal("200", (await _client.PostAsync("json-rpc", Call, dora)).Outcome);
    }

    [Fact]
    public async Task Call_NotificationsAlone_AnswerHasNeitherBodyNorItsType()
    {
        using var http = new HttpClient { BaseAddress = _server.Url };
        using var content = new StringContent("""{"jsonrpc":"2.0","method":"PlatformState.get"}""", Encoding.UTF8, "application/json");

        using var answer = await http.PostAsync(new Uri("/gateway/json-rpc", UriKind.Relative), content);

        Assert.Equal(204, (int)answer.StatusCode);
        Assert.Empty(answer.Content.Headers.Where(header => header.Key == "Content-Type"));
    }

    /// <summary>Nothing is written for a request that is refused.</summary>
    [Theory]
    [InlineData("json-rpc", Call)]
    [InlineData("login", "{}")]
    public async Task Call_NewUserWithAWrongGatewayId_HasNoAccount(string path, string body)
    {
        var dora = SessionClient.Bearer(_issuer.Token(("sub", "d-1"), ("preferred_username", "dora")));

        Assert.Equal("403 invalid_grant", (await _client.PostAsync(path, body, dora, ("X-Service-Gateway-Id", "gw-2"))).Outcome);

        const string List = """{"jsonrpc":"2.0","method":"Standalone.list_accounts","id":1}""";
        Assert.DoesNotContain("dora", (await _client.PostAsync("json-rpc", List, Admin)).Body, StringComparison.Ordinal);
        Assert.Contains("\"user\":\"dora\"", (await _client.PostAsync("json-rpc", Call, dora)).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"false\"")]
    [InlineData("[]")]
    public async Task SetState_QuiesceThatIsNoBoolean_IsRefused(string quiesce)
    {
        var set = $$$"""{"jsonrpc":"2.0","method":"PlatformState.set","params":{"state":5,"quiesce":{{{quiesce}}}},"id":1}""";

        Assert.Contains(
            "\"data\":{\"code\":30001,\"type\":\"Illegal input parameter\",\"message\":\"quiesce must be true or false\"}",
            (await _client.PostAsync("json-rpc", set, Admin)).Body, StringComparison.Ordinal);
    }
}
