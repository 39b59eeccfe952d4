using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Sessions;

/// <summary>Settings of sessions, each with a server of its own.</summary>
public sealed class SessionSettingsTests
{
    [Theory]
    [InlineData("Auto", "http", false)]
    [InlineData("Auto", "https", true)]
    [InlineData("Always", "http", true)]
    public async Task SecureCookies_BehindATrustedProxy_FollowTheScheme(string setting, string scheme, bool isSecure)
    {
        await using var server = await StartAsync($"--Gateway:SecureCookies={setting}", "--Proxy:Trusted=127.0.0.1");
        using var client = new SessionClient(server.Url);
        var answer = await client.PostAsync(
            "login", "{}", SessionClient.Bearer(SeedTokens.Of(server).Alice), ("X-Forwarded-Proto", scheme), ("X-Forwarded-For", "192.0.2.1"));
        Assert.Equal(isSecure, answer.SetCookie!.Split("; ").Contains("secure"));
    }

    [Fact]
    public async Task RequireGatewayId_WithoutTheId_NeitherBeginsNorEndsASession()
    {
        await using var server = await StartAsync("--Gateway:RequireGatewayId=true", "--Gateway:GatewayIds:0=gw-1");
        using var client = new SessionClient(server.Url);
        var token = SessionClient.Bearer(SeedTokens.Of(server).Alice);
        var (right, wrong) = (("X-Service-Gateway-Id", "gw-1"), ("X-Service-Gateway-Id", "gw-2"));
        Assert.Equal("403 gatewayid_missing", (await client.PostAsync("login", "{}", token)).Outcome);
        Assert.Equal("403 invalid_grant", (await client.PostAsync("login", "{}", token, wrong)).Outcome);
        var cookie = SessionClient.Cookie((await client.PostAsync("login", "{}", token, right)).Session!);
        Assert.Equal("403 gatewayid_missing", (await client.PostAsync("logout", "{}", cookie)).Outcome);
        Assert.Equal("204", (await client.PostAsync("logout", "{}", cookie, right)).Outcome);
        Assert.Equal("401 Invalid_session", (await client.PostAsync("logout", "{}", cookie, right)).Outcome);
    }

    [Fact]
    public async Task AllowedOrigins_PageOfAnotherSite_MayLogInAndCall()
    {
        var origin = ("Origin", "https://portal.example");
        await using var server = await StartAsync($"--Gateway:AllowedOrigins:0={origin.Item2}");
        using var client = new SessionClient(server.Url);
        var answer = await client.PostAsync("login", "{}", SessionClient.Bearer(SeedTokens.Of(server).Alice), origin);
        Assert.Equal("200", (await client.CallAsync(answer.Session!, "SampleService.status", origin)).Outcome);
        Assert.Equal("403 origin_not_allowed", (await client.CallAsync(answer.Session!, "SampleService.status", ("Origin", "https://portal.example:444"))).Outcome);
    }

    [Fact]
    public async Task SessionSeconds_Over_TheSessionIsRefused()
    {
        await using var server = await StartAsync("--Gateway:SessionSeconds=1");
        using var client = new SessionClient(server.Url);
        var session = await client.LogInAsync(SeedTokens.Of(server).Alice);
        var token = Patience.Token();
        while ((await client.CallAsync(session)).Outcome != "401 Invalid_session")
            await Task.Delay(50, token);
    }

    private static Task<ServerProcess> StartAsync(params string[] arguments) =>
        ServerProcess.StartAsync(new ServerOptions { Arguments = arguments });
}
