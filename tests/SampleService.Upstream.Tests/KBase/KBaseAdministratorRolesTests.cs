using SampleService.Domain;
using SampleService.Testing.Fakes;
using SampleService.Upstream.KBase;

namespace SampleService.Upstream.Tests.KBase;

/// <summary>Who may administer (docs/kbase.md).</summary>
public sealed class KBaseAdministratorRolesTests
{
    [Theory]
    [InlineData("user1", AdministratorRight.None)]
    [InlineData("fulladmin1", AdministratorRight.Full)]
    [InlineData("fulladmin2", AdministratorRight.Full)]
    [InlineData("readadmin1", AdministratorRight.Read)]
    [InlineData("readadmin2", AdministratorRight.Read)]
    public async Task FindRight_CustomRoles_AreMatchedWithBothLists(string user, AdministratorRight right)
    {
        await using var auth = await AuthFake.StartAsync();
        await using var kbase = KBaseHarness.Over(auth.Url);
        Assert.Equal(right, await kbase.Roles.FindRightAsync($"token-{user}", new UserName(user), default));
        Assert.Equal(new AuthCall("GET", "/api/V2/me", ""), Assert.Single(auth.Calls));
    }

    [Fact]
    public async Task FindRight_BothRoles_IsFull()
    {
        await using var auth = await AuthFake.StartAsync();
        var token = auth.AddUser("both", "SAMPLE_SERVICE_READ_ADMIN", "SAMPLE_SERVICE_FULL_ADMIN");
        await using var kbase = KBaseHarness.Over(auth.Url);
        Assert.Equal(AdministratorRight.Full, await kbase.Roles.FindRightAsync(token, new UserName("both"), default));
    }

    [Fact]
    public async Task FindKeptRight_UserForWhomTheOperatorAnswers_MayReadAndNobodyElse()
    {
        await using var auth = await AuthFake.StartAsync();
        await using var kbase = new KBaseHarness(
            KBaseHarness.Options(auth.Url, auth.Url), new KeptReadAdministrators(new HashSet<UserName> { new("readadmin1") }));

        Assert.Equal(AdministratorRight.Read, await kbase.Roles.FindKeptRightAsync(new UserName("readadmin1"), default));
        Assert.Equal(AdministratorRight.None, await kbase.Roles.FindKeptRightAsync(new UserName("fulladmin1"), default));
        Assert.Empty(auth.Calls);
    }

    [Fact]
    public async Task FindRight_Request_HasTheBareTokenOfTheCaller()
    {
        await using var stub = await StubServer.StartAsync(StubServer.Text(200, """{"user": "u", "customroles": []}"""));
        await using var kbase = KBaseHarness.Over(stub.Url);
        await kbase.Roles.FindRightAsync("odd \"token\", =1", new UserName("u"), default);
        Assert.Equal("odd \"token\", =1", Assert.Single(stub.Requests).Authorization);
    }

    [Fact]
    public async Task FindRight_NoRight_IsCachedFor300Seconds()
    {
        await using var auth = await AuthFake.StartAsync();
        await using var kbase = KBaseHarness.Over(auth.Url);
        Assert.Equal(AdministratorRight.None, await kbase.Roles.FindRightAsync("token-user1", new UserName("user1"), default));
        auth.AddUser("user1", "SAMPLE_SERVICE_FULL_ADMIN");
        kbase.Clock.Advance(KBaseAdministratorRoles.Lifetime - TimeSpan.FromTicks(1));
        var hit = kbase.Roles.FindRightAsync("token-user1", new UserName("user1"), default);
        Assert.True(hit.IsCompletedSuccessfully);
        Assert.Equal(AdministratorRight.None, await hit);
        kbase.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(AdministratorRight.Full, await kbase.Roles.FindRightAsync("token-user1", new UserName("user1"), default));
    }

    /// <summary>From when it was asked about, however often it is used meanwhile.</summary>
    [Fact]
    public async Task FindRight_RoleIsTakenAway_CountsFor300Seconds()
    {
        await using var auth = await AuthFake.StartAsync();
        await using var kbase = KBaseHarness.Over(auth.Url);
        var (token, user) = ("token-fulladmin1", new UserName("fulladmin1"));
        Assert.Equal(AdministratorRight.Full, await kbase.Roles.FindRightAsync(token, user, default));
        auth.AddUser("fulladmin1");
        kbase.Clock.Advance(KBaseAdministratorRoles.Lifetime - TimeSpan.FromTicks(1));
        Assert.Equal(AdministratorRight.Full, await kbase.Roles.FindRightAsync(token, user, default));
        kbase.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(AdministratorRight.None, await kbase.Roles.FindRightAsync(token, user, default));
    }

    [Theory]
    [InlineData(401, """{"error": {"appcode": 10020, "message": "10020 Invalid token"}}""", "KBase auth server reported token is invalid.")]
    [InlineData(500, "oops", "Non-JSON response from KBase auth server, status code: 500")]
    [InlineData(500, """{"error": {"appcode": 1, "message": "oops"}}""", "Error from KBase auth server: oops")]
    [InlineData(200, "oops", "Non-JSON response from KBase auth server, status code: 200")]
    [InlineData(200, """{"customroles": ["SAMPLE_SERVICE_FULL_ADMIN"]}""", "Error from KBase auth server: its answer cannot be understood")]
    [InlineData(200, """{"user": "u"}""", "Error from KBase auth server: its answer cannot be understood")]
    [InlineData(200, """{"user": "u", "customroles": "SAMPLE_SERVICE_FULL_ADMIN"}""", "Error from KBase auth server: its answer cannot be understood")]
    [InlineData(200, """{"user": "u", "customroles": ["SAMPLE_SERVICE_FULL_ADMIN", 5]}""", "Error from KBase auth server: its answer cannot be understood")]
    [InlineData(200, """{"user": "v", "customroles": ["SAMPLE_SERVICE_FULL_ADMIN"]}""", "Error from KBase auth server: it names two owners of one token")]
    public async Task FindRight_Failures_HaveTheTextsOfTheContract(int status, string body, string text)
    {
        await using var stub = await StubServer.StartAsync(StubServer.Text(status, body));
        await using var kbase = KBaseHarness.Over(stub.Url);
        await ServiceFault.IsAsync(
            status == 401 ? ErrorKind.AuthenticationFailed : ErrorKind.UpstreamFailure, text,
            () => kbase.Roles.FindRightAsync("t", new UserName("u"), default));
    }

    [Fact]
    public async Task FindRight_Failure_IsNotCached()
    {
        await using var auth = await AuthFake.StartAsync();
        await using var kbase = KBaseHarness.Over(auth.Url);
        auth.FailWithError(500, "down");
        await Assert.ThrowsAsync<ServiceException>(
            async () => await kbase.Roles.FindRightAsync("token-fulladmin1", new UserName("fulladmin1"), default));
        auth.Recover();
        Assert.Equal(
            AdministratorRight.Full,
            await kbase.Roles.FindRightAsync("token-fulladmin1", new UserName("fulladmin1"), default));
    }

    [Fact]
    public async Task FindRight_ConcurrentCallsWithOneToken_MakeOneRequest()
    {
        await using var stub = await StubServer.StartAsync(
            StubServer.Text(200, """{"user": "u", "customroles": ["SAMPLE_SERVICE_READ_ADMIN"]}"""));
        stub.Hold();
        await using var kbase = KBaseHarness.Over(stub.Url);
        var calls = Enumerable.Range(0, 20)
            .Select(_ => kbase.Roles.FindRightAsync("t", new UserName("u"), default).AsTask()).ToArray();
        await stub.ArrivalAsync();
        stub.Release();
        Assert.All(await Task.WhenAll(calls), right => Assert.Equal(AdministratorRight.Read, right));
        Assert.Single(stub.Requests);
    }
}
