using SampleService.Cli.Tests.Support;

namespace SampleService.Cli.Tests.Commands;

/// <summary>Commands about accounts and tokens.</summary>
[Collection(CliCollection.Name)]
public sealed class AccountCommandTests(CliServer server)
{
    [Fact]
    public async Task AccountCreate_NewAccount_IsListed()
    {
        var user = server.NewName("carol");
        (await server.RunAsync("account", "create", user, "--display-name", "Carol C", "--role", "read_admin", "--role", "full_admin")).Ok();
        var list = (await server.RunAsync("account", "list")).Ok();

        Assert.Equal(["Carol C", "full_admin, read_admin"], Assert.Single(list.Rows, row => row[0] == user)[1..3]);
    }

    [Fact]
    public async Task AccountDisable_ThenEnable_ShowsWhen()
    {
        var user = await NewAccountAsync();
        var disabled = (await server.RunAsync("account", "disable", user)).Ok();
        var enabled = (await server.RunAsync("account", "enable", user)).Ok();

        Assert.EndsWith("Z", disabled.Value("disabled"));
        Assert.Equal("-", enabled.Value("disabled"));
    }

    [Fact]
    public async Task AccountRoles_GivenAndTaken_AreShown()
    {
        var user = await NewAccountAsync();

        Assert.Equal("read_admin", (await server.RunAsync("account", "roles", user, "read_admin")).Ok().Value("roles"));
        Assert.Equal("-", (await server.RunAsync("account", "roles", user)).Ok().Value("roles"));
    }

    [Fact]
    public async Task AccountWhoami_TokenOfTheEnvironment_IsItsUser()
    {
        var whoami = await new Samplectl().With("SAMPLECTL_TOKEN", server.Tokens.Bob).RunAsync("--url", server.Url, "account", "whoami");

        Assert.Equal("bob", whoami.Ok().Value("user"));
    }

    [Fact]
    public async Task Token_IssuedListedRevoked_IsOfUseUntilThen()
    {
        var user = await NewAccountAsync();
        var issued = (await server.RunAsync("token", "issue", user, "--description", "her laptop", "--expires", "2100-01-01")).Ok();
        var file = Path.Combine(server.Process.DataDirectory, user);
        await File.WriteAllTextAsync(file, issued.Value("token") + "\n");
        var asUser = new Samplectl();

        Assert.Equal(user, (await asUser.RunAsync("--url", server.Url, "--token-file", file, "account", "whoami")).Ok().Value("user"));
        var listed = (await server.RunAsync("token", "list", user)).Ok().Rows[1];
        Assert.Equal([issued.Value("token_id"), user, "her laptop"], listed[..3]);
        Assert.Equal(["2100-01-01 00:00:00Z", "-"], listed[4..]);
        Assert.EndsWith("Z", (await server.RunAsync("token", "revoke", issued.Value("token_id"))).Ok().Value("revoked"));
        var late = await asUser.RunAsync("--url", server.Url, "--token-file", file, "account", "whoami");
        Assert.Equal((2, ""), (late.ExitCode, late.Output));
        Assert.StartsWith("Server Error found:\n[403] invalid_token\n- ", late.Error);
    }

    private async Task<string> NewAccountAsync()
    {
        var user = server.NewName("user");
        (await server.RunAsync("account", "create", user)).Ok();
        return user;
    }
}
