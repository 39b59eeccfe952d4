using SampleService.Domain;
using SampleService.Testing.Fakes;
using SampleService.Upstream.KBase;

namespace SampleService.Upstream.Tests.KBase;

/// <summary>Which users exist (docs/kbase.md).</summary>
public sealed class KBaseUserDirectoryTests
{
    private const string Assertive = "The KBase auth server is being very assertive about one of the usernames being illegal: ";

    [Fact]
    public async Task FindUnknown_NoNames_MakesNoRequest()
    {
        await using var stub = await StubServer.StartAsync();
        await using var kbase = KBaseHarness.Over(stub.Url);
        Assert.Empty(await kbase.Users.FindUnknownAsync([], default));
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task FindUnknown_SomeUnknown_ReturnsEachOnceInOrder()
    {
        await using var auth = await AuthFake.StartAsync();
        await using var kbase = KBaseHarness.Over(auth.Url);
        var unknown = await kbase.Users.FindUnknownAsync(Names("zz", "user1", "aa", "zz", "user2"), default);
        Assert.Equal(Names("zz", "aa"), unknown);
    }

    [Fact]
    public async Task FindUnknown_Names_AreEscapedAndSentWithToken()
    {
        await using var stub = await StubServer.StartAsync(StubServer.Text(200, """{"a&b=c d": "A", "ü%": "U"}"""));
        await using var kbase = KBaseHarness.Over(stub.Url);
        Assert.Empty(await kbase.Users.FindUnknownAsync(Names("a&b=c d", "ü%"), default));
        Assert.Equal(
            new SeenRequest("GET", "/api/V2/users?list=a%26b%3Dc%20d,%C3%BC%25", "", "token-serviceuser", ""),
            Assert.Single(stub.Requests));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task FindUnknown_RootWithOrWithoutFinalSlash_IsTheSame(string slash)
    {
        await using var stub = await StubServer.StartAsync(StubServer.Text(200, "{}"));
        await using var kbase = KBaseHarness.Over(new Uri($"{stub.Url}services/auth{slash}"));
        await kbase.Users.FindUnknownAsync(Names("a"), default);
        await Assert.ThrowsAsync<ServiceException>(async () => await kbase.Tokens.FindOwnerAsync("t", default));
        Assert.Equal(
            ["/services/auth/api/V2/users?list=a", "/services/auth/api/legacy/KBase/Sessions/Login"],
            stub.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task FindUnknown_NameWithComma_IsUnknownWithoutRequest()
    {
        await using var auth = await AuthFake.StartAsync();
        await using var kbase = KBaseHarness.Over(auth.Url);
        Assert.Equal(
            Names("xx", "user1,user2", "yy"),
            await kbase.Users.FindUnknownAsync(Names("xx", "user1,user2", "yy", "user3"), default));
        Assert.Equal("list=xx,yy,user3", Assert.Single(auth.Calls).Query);
        auth.ClearCalls();
        Assert.False(await kbase.Users.ExistsAsync(new UserName("user1,user2"), default));
        Assert.Equal(Names("user1,user2"), await kbase.Users.FindUnknownAsync(Names("user1,user2"), default));
        Assert.Empty(auth.Calls);
    }

    [Fact]
    public async Task FindUnknown_IllegalName_FailsTheWholeLookup()
    {
        await using var auth = await AuthFake.StartAsync();
        await using var kbase = KBaseHarness.Over(auth.Url);
        const string text = Assertive
            + "30010 Illegal user name: Illegal user name [1bad]: 30010 Illegal user name: Username must start with a letter";
        await ServiceFault.IsAsync(
            ErrorKind.NoSuchUser, text, () => kbase.Users.FindUnknownAsync(Names("missing", "1bad"), default));
        await ServiceFault.IsAsync(
            ErrorKind.NoSuchUser, text, () => kbase.Users.ExistsAsync(new UserName("1bad"), default));
    }

    [Fact]
    public async Task FindUnknown_OwnTokenRefused_HasTheTextOfEachCaller()
    {
        await using var auth = await AuthFake.StartAsync();
        auth.RevokeToken("token-serviceuser");
        await using var kbase = KBaseHarness.Over(auth.Url);
        await ServiceFault.IsAsync(
            ErrorKind.UpstreamFailure, "user lookup token for KBase auth server is invalid, cannot continue",
            () => kbase.Users.FindUnknownAsync(Names("user1"), default));
        await ServiceFault.IsAsync(
            ErrorKind.UpstreamFailure, "KBase auth server reported token is invalid.",
            () => kbase.Users.ExistsAsync(new UserName("user1"), default));
    }

    [Theory]
    [InlineData(502, "no auth today", "Non-JSON response from KBase auth server, status code: 502")]
    [InlineData(302, "", "Non-JSON response from KBase auth server, status code: 302")]
    [InlineData(200, "<html>", "Non-JSON response from KBase auth server, status code: 200")]
    [InlineData(200, """["user1"]""", "Error from KBase auth server: its answer cannot be understood")]
    [InlineData(200, """{"user1": 1}""", "Error from KBase auth server: its answer cannot be understood")]
    [InlineData(500, """{"error": {"appcode": 30010, "message": "x"}}""", null)]
    [InlineData(500, """{"error": {"message": "broken"}}""", "Error from KBase auth server: broken")]
    [InlineData(500, """{"error": {"appcode": 10010, "message": "10010 No"}}""", "Error from KBase auth server: 10010 No")]
    [InlineData(503, "{}", "Error from KBase auth server: 503 Service Unavailable")]
    public async Task FindUnknown_OtherFailures_HaveTheContractsTexts(int status, string body, string? text)
    {
        await using var stub = await StubServer.StartAsync(StubServer.Text(status, body));
        await using var kbase = KBaseHarness.Over(stub.Url);
        var kind = text is null ? ErrorKind.NoSuchUser : ErrorKind.UpstreamFailure;
        await ServiceFault.IsAsync(kind, text ?? $"{Assertive}x", () => kbase.Users.FindUnknownAsync(Names("user1"), default));
        await ServiceFault.IsAsync(kind, text ?? $"{Assertive}x", () => kbase.Users.ExistsAsync(new UserName("user1"), default));
    }

    [Fact]
    public async Task FindUnknown_NoConnection_IsAFailureWithoutInternals()
    {
        var stub = await StubServer.StartAsync();
        var address = stub.Url;
        await stub.DisposeAsync();
        await using var kbase = KBaseHarness.Over(address);
        await ServiceFault.IsAsync(
            ErrorKind.UpstreamFailure, "Error contacting KBase auth server",
            () => kbase.Users.FindUnknownAsync(Names("user1"), default));
    }

    [Fact]
    public async Task FindUnknown_CallerCancels_EndsTheWait()
    {
        await using var stub = await StubServer.StartAsync();
        stub.Hold();
        await using var kbase = KBaseHarness.Over(stub.Url);
        using var impatience = new CancellationTokenSource();
        var call = kbase.Users.FindUnknownAsync(Names("user1"), impatience.Token).AsTask();
        await stub.ArrivalAsync();
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task FindUnknown_ExistingUsersOnly_AreCachedForAnHour()
    {
        await using var auth = await AuthFake.StartAsync();
        await using var kbase = KBaseHarness.Over(auth.Url);
        await kbase.Users.FindUnknownAsync(Names("user1", "later"), default);
        auth.AddUser("later");
        auth.ClearCalls();
        Assert.Empty(await kbase.Users.FindUnknownAsync(Names("user1", "later"), default));
        Assert.Equal("list=later", Assert.Single(auth.Calls).Query);
        kbase.Clock.Advance(KBaseUserDirectory.Lifetime - TimeSpan.FromTicks(1));
        var hit = kbase.Users.FindUnknownAsync(Names("user1", "later"), default);
        Assert.True(hit.IsCompletedSuccessfully);
        Assert.Empty(await hit);
        Assert.True(await kbase.Users.ExistsAsync(new UserName("user1"), default));
        Assert.Single(auth.Calls);
        kbase.Clock.Advance(TimeSpan.FromTicks(1));
        auth.RemoveUser("user1");
        Assert.Equal(Names("user1"), await kbase.Users.FindUnknownAsync(Names("user1", "later"), default));
    }

    [Fact]
    public async Task FindUnknown_ThousandsOfNames_AreSplitIntoShortRequests()
    {
        await using var auth = await AuthFake.StartAsync();
        await using var kbase = KBaseHarness.Over(auth.Url);
        var names = Enumerable.Range(0, 2000).Select(i => new UserName($"unknown_user_{i}")).Append(new UserName("user1")).ToList();
        Assert.Equal(names[..2000], await kbase.Users.FindUnknownAsync(names, default));
        Assert.All(auth.Calls, call => Assert.InRange(call.Query.Length, 1, 6100));
    }

    private static UserName[] Names(params string[] names) => [.. names.Select(name => new UserName(name))];
}
