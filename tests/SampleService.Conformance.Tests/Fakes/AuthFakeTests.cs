using SampleService.Testing.Fakes;
using SampleService.Testing.Json;

namespace SampleService.Conformance.Tests.Fakes;

/// <summary>The auth stand-in answers as the contract says the auth service does.</summary>
public sealed class AuthFakeTests : IAsyncLifetime
{
    private AuthFake _auth = null!;

    public async Task InitializeAsync() => _auth = await AuthFake.StartAsync();

    public async Task DisposeAsync() => await _auth.DisposeAsync();

    [Fact]
    public async Task Login_KnownToken_GivesTheUser()
    {
        var answer = await FakeClient.SendAsync(_auth.Url, "POST", _auth.LoginUrl.AbsolutePath, body: "token=token-user1&fields=user_id");

        Assert.Equal((200, """{"user_id": "user1"}"""), answer);
    }

    [Theory]
    [InlineData("token=nonsense", 401, 10020)]
    [InlineData("", 400, 10010)]
    public async Task Login_BadToken_IsRefused(string form, int status, int code)
    {
        var (answered, body) = await FakeClient.SendAsync(_auth.Url, "POST", _auth.LoginUrl.AbsolutePath, body: form);

        Assert.Equal(status, answered);
        Assert.True(JsonNumber.AreEqual(code, JsonText.ParseMap(body).Map("error")!.Find("appcode")!));
    }

    [Theory]
    [InlineData("user1,nobody,user2", 200, """{"user1": "User1", "user2": "User2"}""")]
    [InlineData("", 200, "{}")]
    public async Task Users_Names_GivesThoseThatExist(string list, int status, string body) =>
        Assert.Equal((status, body), await FakeClient.SendAsync(_auth.Url, "GET", "/api/V2/users?list=" + list, "token-serviceuser"));

    [Theory]
    [InlineData("user1,Bob", "Illegal user name [Bob]: 30010 Illegal user name: Illegal character in user name Bob: B")]
    [InlineData("1bad", "Illegal user name [1bad]: 30010 Illegal user name: Username must start with a letter")]
    public async Task Users_IllegalName_SpoilsTheLookUp(string list, string message)
    {
        var (status, body) = await FakeClient.SendAsync(_auth.Url, "GET", "/api/V2/users?list=" + list, "token-serviceuser");

        Assert.Equal(400, status);
        Assert.Equal("30010 Illegal user name: " + message, JsonText.ParseMap(body).Map("error")!.Text("message"));
    }

    [Fact]
    public async Task AddUser_WithRoles_IsSeenAtOnce()
    {
        var token = _auth.AddUser("curator", "SOME_ROLE");

        var (_, body) = await FakeClient.SendAsync(_auth.Url, "GET", "/api/V2/me", token);

        Assert.Equal(["SOME_ROLE"], JsonText.ParseMap(body).List("customroles"));
    }

    [Fact]
    public async Task Fail_UntilRecover_EveryCallFailsAndIsSeen()
    {
        _auth.Fail(502, "no auth today");
        var failed = await FakeClient.SendAsync(_auth.Url, "GET", "/api/V2/me", "token-user1");
        _auth.Recover();
        var (status, _) = await FakeClient.SendAsync(_auth.Url, "GET", "/api/V2/me", "token-user1");

        Assert.Equal((502, "no auth today"), failed);
        Assert.Equal(200, status);
        Assert.Equal([new AuthCall("GET", "/api/V2/me", ""), new AuthCall("GET", "/api/V2/me", "")], _auth.Calls);
    }

    [Fact]
    public async Task RevokeToken_Known_IsRefusedFromThenOn()
    {
        Assert.True(_auth.RevokeToken("token-user1"));

        var (status, _) = await FakeClient.SendAsync(_auth.Url, "GET", "/api/V2/me", "token-user1");

        Assert.Equal(401, status);
    }
}
