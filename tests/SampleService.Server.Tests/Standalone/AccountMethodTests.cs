using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Standalone;

/// <summary>Accounts, roles and tokens: each method as it should go, and with values it cannot take.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class AccountMethodTests(StandaloneServer server)
{
    [Fact]
    public async Task WhoAmI_EachKindOfAccount_SaysWhoAndWhatRight()
    {
        var (reader, readerClient) = await server.NewUserAsync("read_admin");

        Assert.Equal(
            """{"user": "alice", "display_name": "Alice", "roles": [], "administration": "none"}""",
            JsonText.Write(await server.Alice.ResultAsync("Standalone.whoami")));
        Assert.Equal(
            """{"user": "admin", "display_name": "Admin", "roles": ["full_admin"], "administration": "full"}""",
            JsonText.Write(await server.Admin.ResultAsync("Standalone.whoami")));
        Assert.Equal(
            $$"""{"user": "{{reader}}", "display_name": "{{reader}}", "roles": ["read_admin"], "administration": "read"}""",
            JsonText.Write(await readerClient.ResultAsync("Standalone.whoami")));
    }

    [Fact]
    public async Task CreateAccount_NewName_IsListed()
    {
        var name = server.NewName("made");

        var made = await server.Admin.MapAsync(
            "Standalone.create_account", $$"""{"user":"{{name}}","display_name":" Dr. Émile ","roles":["read_admin"]}""");

        Assert.Equal(["user", "display_name", "roles", "created", "disabled"], made.Keys);
        Assert.Equal((name, "Dr. Émile", null), (made.Text("user"), made.Text("display_name"), made.Find("disabled")));
        var listed = Assert.Single(await server.Admin.ListAsync("Standalone.list_accounts"), a => a.Text("user") == name);
        Assert.Equal(JsonText.Write(made), JsonText.Write(listed));
    }

    [Theory]
    [InlineData("""{}""", "30000 Missing input parameter: user")]
    [InlineData("""{"user":" "}""", "30000 Missing input parameter: user")]
    [InlineData("""{"user":7}""", "30001 Illegal input parameter: user must be a string")]
    [InlineData("""{"user":"alice"}""", "30001 Illegal input parameter: user alice exists already")]
    [InlineData("""{"user":"Carol"}""", "30001 Illegal input parameter: user name Carol must consist of lower case letters, digits and underscores")]
    [InlineData("""{"user":"1carol"}""", "30001 Illegal input parameter: user name 1carol must start with a letter")]
    [InlineData("""{"user":"carol","roles":["owner"]}""", "30001 Illegal input parameter: there is no role owner; roles are full_admin, read_admin")]
    [InlineData("""{"user":"carol","roles":"full_admin"}""", "30001 Illegal input parameter: roles must be a list")]
    [InlineData("""{"user":"carol","roles":[null]}""", "30001 Illegal input parameter: index 0 of roles is not a string")]
    public async Task CreateAccount_WrongValue_IsRefused(string argument, string error)
    {
        (await server.Admin.CallAsync("Standalone.create_account", argument)).AssertRefused(error);

        Assert.DoesNotContain(await server.Admin.ListAsync("Standalone.list_accounts"), a => a.Text("user") == "carol");
    }

    [Theory]
    [InlineData("disable_account")]
    [InlineData("enable_account")]
    [InlineData("set_roles")]
    [InlineData("issue_token")]
    [InlineData("list_tokens")]
    public async Task MethodsOfOneAccount_NobodyOfThatName_SayNoSuchUser(string method) =>
        (await server.Admin.CallAsync("Standalone." + method, """{"user":"nobody_at_all"}"""))
            .AssertRefused("50000 No such user: nobody_at_all");

    [Fact]
    public async Task DisableAccount_ItsTokensStopAtOnce_AndWorkAgainWhenEnabled()
    {
        var (user, client) = await server.NewUserAsync();
        Assert.Equal(user, (await client.MapAsync("Standalone.whoami")).Text("user"));

        var disabled = await server.Admin.MapAsync("Standalone.disable_account", $$"""{"user":"{{user}}"}""");
        Assert.NotNull(disabled.Find("disabled"));
        (await client.CallAsync("Standalone.whoami")).AssertError(-32000, "Token validation failed: Invalid token");
        (await client.CallAsync("SampleService.create_sample", $$"""{"sample":{{SampleText.Small()}}}"""))
            .AssertError(-32000, "Token validation failed: Invalid token");
        (await server.Admin.CallAsync("Standalone.issue_token", $$"""{"user":"{{user}}"}"""))
            .AssertRefused($"30001 Illegal input parameter: account {user} is disabled");

        var enabled = await server.Admin.MapAsync("Standalone.enable_account", $$"""{"user":"{{user}}"}""");
        Assert.Null(enabled.Find("disabled"));
        Assert.Equal(user, (await client.MapAsync("Standalone.whoami")).Text("user"));
    }

    [Fact]
    public async Task DisabledAccount_InAclsAndAsUser_IsNoUser()
    {
        var (user, _) = await server.NewUserAsync();
        var (sample, _) = await server.Alice.SaveAsync(SampleText.Small());
        await server.Admin.ResultAsync("Standalone.disable_account", $$"""{"user":"{{user}}"}""");

        (await server.Alice.CallAsync("SampleService.update_sample_acls", $$"""{"id":"{{sample}}","read":["{{user}}"]}"""))
            .AssertRefused("50000 No such user: " + user);
        (await server.Admin.CallAsync("SampleService.create_sample", $$"""{"sample":{{SampleText.Small()}},"as_admin":1,"as_user":"{{user}}"}"""))
            .AssertRefused("50000 No such user: " + user);
    }

    [Fact]
    public async Task SetRoles_GivenAndTakenAway_CountFromTheNextCallOn()
    {
        var (user, client) = await server.NewUserAsync();
        var (sample, _) = await server.Alice.SaveAsync(SampleText.Small());
        var read = $$"""{"id":"{{sample}}","as_admin":true}""";
        var refusal = $"20000 Unauthorized: User {user} does not have the necessary administration privileges to run method get_sample";
        (await client.CallAsync("SampleService.get_sample", read)).AssertRefused(refusal);

        var account = await server.Admin.MapAsync("Standalone.set_roles", $$"""{"user":"{{user}}","roles":["read_admin"]}""");
        Assert.Equal("""["read_admin"]""", JsonText.Write(account.Find("roles")));
        await client.ResultAsync("SampleService.get_sample", read);

        await server.Admin.ResultAsync("Standalone.set_roles", $$"""{"user":"{{user}}","roles":["full_admin"]}""");
        await client.ResultAsync("Standalone.list_accounts");

        await server.Admin.ResultAsync("Standalone.set_roles", $$"""{"user":"{{user}}","roles":[]}""");
        (await client.CallAsync("SampleService.get_sample", read)).AssertRefused(refusal);
        (await client.CallAsync("Standalone.list_accounts"))
            .AssertRefused($"20000 Unauthorized: User {user} does not have the necessary administration privileges to run method list_accounts");
    }

    [Fact]
    public async Task LastFullAdministrator_LosesNeitherRoleNorAccount()
    {
        const string Refusal = "30001 Illegal input parameter: account admin is the last enabled one with full administration";

        (await server.Admin.CallAsync("Standalone.disable_account", """{"user":"admin"}""")).AssertRefused(Refusal);
        (await server.Admin.CallAsync("Standalone.set_roles", """{"user":"admin","roles":["read_admin"]}""")).AssertRefused(Refusal);
        Assert.Equal("full", (await server.Admin.MapAsync("Standalone.whoami")).Text("administration"));
    }
}
