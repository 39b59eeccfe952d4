using System.Text.RegularExpressions;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Starting;

/// <summary>Accounts whose tokens lie in a file are made only where nobody else can reach the service.</summary>
public sealed class SeedTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("*")]
    public async Task Start_ReachableFromElsewhere_MakesNoAccounts(string address)
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions { ListenAddress = address });
        await server.WaitForOutputAsync("Data: ", Patience.Token());

        Assert.False(File.Exists(SeedTokens.PathOf(server.DataDirectory)));
        Assert.DoesNotContain("Tokens of", server.Output, StringComparison.Ordinal);
        Assert.Matches($"\\[5024\\] [^\n]*, since [^\n]*loopback[^\n]*{Regex.Escape(address)}[^\n]*create-administrator NAME", server.Output);
        using var anonymous = new RpcClient(server.Url);
        (await anonymous.CallAsync("SampleService.get_sample", """{"id":"00000000-0000-4000-8000-000000000000"}"""))
            .AssertRefused("50010 No such sample: 00000000-0000-4000-8000-000000000000");
    }

    [Fact]
    public async Task Start_SeedSwitchedOff_MakesNoAccounts()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions { Arguments = ["--Standalone:Seed=false"] });

        Assert.False(File.Exists(SeedTokens.PathOf(server.DataDirectory)));
    }

    /// <summary>What the start says to do: the tokens are nowhere else, since the database has their digests alone.</summary>
    [Fact]
    public async Task CreateAdministrator_TokenFileIsLost_GivesTokensAgain()
    {
        using var folder = new TemporaryDirectory();
        await using (await ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder.Path }))
        {
            // The first start makes the accounts.
        }

        File.Delete(SeedTokens.PathOf(folder.Path));
        await using (var second = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder.Path }))
            Assert.Matches($"{Regex.Escape(SeedTokens.PathOf(folder.Path))}[^\n]*create-administrator", second.Output);

        var run = await ServerRun.ToEndAsync(new ServerOptions { DataDirectory = folder.Path, Arguments = ["create-administrator", "admin"] });
        await using var server = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder.Path });
        using var admin = new RpcClient(server.Url, run.Output.TrimEnd('\n').Split('\n')[^1]);
        await admin.ResultAsync("Standalone.issue_token", """{"user":"alice"}""");
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://127.0.0.1:0;http://[::]:0")]
    [InlineData("http://some.host:0")]
    [InlineData("http://*:0")]
    public async Task Start_SeedAskedForWhereOthersReachIt_IsRefused(string urls)
    {
        using var folder = new TemporaryDirectory();

        var run = await ServerRun.ToEndAsync(new ServerOptions
        {
            DataDirectory = folder.Path,
            Arguments = ["--Standalone:Seed=true", "--urls", urls],
        });

        run.AssertRefusal("Standalone:Seed");
        Assert.False(File.Exists(SeedTokens.PathOf(folder.Path)));
    }

    [Fact]
    public async Task Start_SeedAskedForWithPortsInsteadOfAddresses_IsRefused()
    {
        var run = await ServerRun.ToEndAsync(new ServerOptions { Arguments = ["--Standalone:Seed=true", "--http_ports", "0"] });

        run.AssertRefusal("Standalone:Seed");
    }
}
