using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Standalone;

/// <summary><c>Standalone:RemoteAdministration</c>.</summary>
public sealed class RemoteAdministrationTests
{
    [Fact]
    public async Task AdministratorThroughAProxy_WhereThatIsAllowed_IsAnsweredAndOthersAreNot()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            Environment = new Dictionary<string, string> { ["Standalone__RemoteAdministration"] = "true" },
        });
        var tokens = SeedTokens.Of(server);
        using var admin = new RpcClient(server.Url, tokens.Admin);
        using var alice = new RpcClient(server.Url, tokens.Alice);
        (string, string) proxy = ("X-Forwarded-For", "203.0.113.7");

        Assert.Equal(200, (await admin.CallAsync("Standalone.list_accounts", null, proxy)).Status);
        (await alice.CallAsync("Standalone.list_accounts", null, proxy))
            .AssertRefused("20000 Unauthorized: User alice does not have the necessary administration privileges to run method list_accounts");
    }
}
