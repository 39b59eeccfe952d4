using SampleService.Cli.Tests.Support;

namespace SampleService.Cli.Tests.Commands;

/// <summary>What the shell is told, and people who have mistyped.</summary>
[Collection(CliCollection.Name)]
public sealed class ExitCodeTests(CliServer server)
{
    [Fact]
    public async Task Method_ThatIsNotThere_Is3() => Assert.Equal(
        new CliRun(3, "", "Server Error found:\n[-32601] Method not found\n"), await server.RunAsync("rpc", "invoke", "Node.nothing"));

    [Fact]
    public async Task Method_OfTheSocketAlone_Is3WithAHint()
    {
        var run = await new Samplectl().With("SAMPLECTL_TOKEN", server.Tokens.Admin).RunAsync("--url", server.Url, "config", "show");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("[-32601] Method Not Found", run.Error);
        Assert.Contains("by the Unix socket alone", run.Error);
    }

    [Fact]
    public async Task Token_ThatIsMissing_Is2WithAHint()
    {
        var run = await new Samplectl().RunAsync("--url", server.Url, "account", "list");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("Server Error found:\n[401] authorization_missing\n- ", run.Error);
        Assert.EndsWith("samplectl: The token comes by --token-file or SAMPLECTL_TOKEN.\n", run.Error);
    }

    [Fact]
    public async Task Error_OfTheGateway_ShowsCodeAndType()
    {
        var run = await new Samplectl().With("SAMPLECTL_TOKEN", server.Tokens.Alice).RunAsync("--url", server.Url, "sample", "get", "x");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("Server Error found:\n[-32602] Invalid Parameters: ", run.Error);
        Assert.Contains("\n- [30001] Illegal input parameter: ", run.Error);
    }

    [Theory]
    [InlineData("staus", "Did you mean", "status")]
    [InlineData("state st", "Did you mean", "set")]
    [InlineData("status --formt json", "Did you mean", "--format")]
    [InlineData("status --format xml", "'xml'", "'json'")]
    [InlineData("state", "Required command", "Usage:")]
    [InlineData("account create", "Required argument", "samplectl account create <USER>")]
    [InlineData("workspace show one", "'one'", "<WORKSPACE>")]
    [InlineData("token issue alice --expires tomorrow", "'tomorrow' is no time", "--expires")]
    [InlineData("status --timeout 0", "1 to 86400", "--timeout")]
    [InlineData("state hold backup --lease 9223372036854775807 -- true", "1 to 86400", "--lease")]
    [InlineData("sample share x --public --private", "exclude each other", "--private")]
    [InlineData("", "Required command", "Usage:")]
    public async Task CommandLine_ThatIsWrong_Is2WithHelpOnTheErrorOutput(string line, params string[] told)
    {
        var run = await server.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.All(told.Append("Usage:\n"), text => Assert.Contains(text, run.Error));
    }
}
