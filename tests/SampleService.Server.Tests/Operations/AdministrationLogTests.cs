using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Operations;

/// <summary>Every use of administration rights is in the log: who, what, on what, and for which call.</summary>
public sealed class AdministrationLogTests : IAsyncLifetime
{
    private KBaseFakes _fakes = null!;
    private ServerProcess _server = null!;
    private RpcClient _administrator = null!;
    private RpcClient _owner = null!;

    public async Task InitializeAsync()
    {
        _fakes = await KBaseFakes.StartAsync();
        _fakes.Auth.AddUser("root", "SAMPLE_SERVICE_FULL_ADMIN");
        _fakes.Auth.AddToken("root", "token-root");
        _fakes.Workspace.AddUser("root");
        _fakes.Workspace.AddWorkspace(1, "user1");
        _fakes.Workspace.AddObject(1, 1);
        _server = await ServerProcess.StartAsync(new ServerOptions
        {
            DeployConfig = DeployConfig.For(_fakes),
            // Turned down as for measuring speed; these lines are there all the same.
            Environment = new Dictionary<string, string> { ["Logging__LogLevel__Default"] = "Warning" },
        });
        _administrator = new RpcClient(_server.Url, "token-root");
        _owner = new RpcClient(_server.Url, "token-user1");
    }

    public async Task DisposeAsync()
    {
        _administrator.Dispose();
        _owner.Dispose();
        await _server.DisposeAsync();
        await _fakes.DisposeAsync();
    }

    [Fact]
    public async Task UseOfRights_EveryMethodThatTakesThem_IsLoggedWithUserTargetAndCall()
    {
        var (id, _) = await _owner.SaveAsync(SampleText.Small());
        var (other, _) = await _owner.SaveAsync(SampleText.Small());
        var sample = $"sample={id}";
        await ExpectAsync("create_sample", $$"""{"sample":{{SampleText.Next(id)}},"as_admin":1}""", "create_sample", sample);
        await ExpectAsync("create_sample", $$"""{"sample":{{SampleText.Next(id)}},"as_admin":1,"as_user":"user1"}""", "create_sample", sample, " as user user1");
        await ExpectAsync("get_sample", $$"""{"id":"{{id}}","as_admin":1}""", "get_sample", sample);
        await ExpectAsync("get_samples", $$"""{"samples":[{"id":"{{id}}"},{"id":"{{other}}"}],"as_admin":1}""", "get_sample", $"samples={id},{other}");
        await ExpectAsync("get_sample_acls", $$"""{"id":"{{id}}","as_admin":1}""", "get_sample_acls", sample);
        await ExpectAsync("update_sample_acls", $$"""{"id":"{{id}}","read":["user2"],"as_admin":1}""", "update_sample_acls", sample);
        await ExpectAsync("update_samples_acls", $$"""{"ids":["{{id}}","{{other}}"],"read":["user2"],"as_admin":1}""", "update_sample_acls", $"samples={id},{other}");
        await ExpectAsync("replace_sample_acls", $$"""{"id":"{{id}}","acls":{},"as_admin":1}""", "replace_sample_acls", sample);
        var link = await ExpectAsync("create_data_link", $$"""{"upa":"1/1/1","dataid":"secret","id":"{{id}}","version":1,"node":"root","as_admin":1}""", "create_data_link", $"upa=1/1/1 {sample}");
        var linkId = ((Testing.Json.JsonMap)link.Result!).Map("new_link")!.RequiredText("linkid");
        await ExpectAsync("get_data_link", $$"""{"linkid":"{{linkId}}"}""", "get_data_link", $"link={linkId}");
        await ExpectAsync("get_data_links_from_sample", $$"""{"id":"{{id}}","version":1,"as_admin":1}""", "get_data_links_from_sample", sample);
        await ExpectAsync("get_data_links_from_sample_set", $$"""{"sample_ids":[{"id":"{{id}}","version":1}],"effective_time":null,"as_admin":1}""", "get_data_links_from_sample", $"samples={id}");
        await ExpectAsync("get_data_links_from_data", """{"upa":"1/1/1","as_admin":1}""", "get_data_links_from_data", "upa=1/1/1");
        var propagated = await ExpectAsync("propagate_data_links", $$"""{"id":"{{id}}","previous_version":1,"version":2,"as_admin":1}""", "get_data_links_from_sample", sample);
        Assert.Contains(await _server.LinesWithAsync($"call={propagated.CallId}"), line => line.Contains("[2001] User root is running method create_data_link ", StringComparison.Ordinal));
        await ExpectAsync("expire_data_link", """{"upa":"1/1/1","dataid":"secret","as_admin":1}""", "expire_data_link", "upa=1/1/1");
        Assert.DoesNotContain("secret", _server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UseOfRights_ByWhomHasNone_IsLoggedAsRefused()
    {
        var (id, _) = await _owner.SaveAsync(SampleText.Small());

        var answer = await _owner.CallAsync("SampleService.get_sample", $$"""{"id":"{{id}}","as_admin":1}""");

        Assert.Equal(500, answer.Status);
        Assert.Contains(
            $"[2003] User user1 does not have the necessary administration privileges to run method get_sample, sample={id}, call={answer.CallId}",
            Assert.Single(await _server.LinesWithAsync($"call={answer.CallId}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StandaloneAdministration_EveryCall_IsLoggedWithItsTarget()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            Environment = new Dictionary<string, string> { ["Logging__LogLevel__Default"] = "Warning" },
        });
        using var admin = new RpcClient(server.Url, SeedTokens.Of(server).Admin);
        foreach (var (method, argument, target) in new (string, string?, string)[]
        {
            ("create_account", """{"user":"carol","display_name":"Carol"}""", "user=carol"),
            ("list_accounts", null, "target=-"),
            ("set_roles", """{"user":"carol","roles":["read_admin"]}""", "user=carol"),
            ("issue_token", """{"user":"carol"}""", "user=carol"),
            ("list_tokens", """{"user":"carol"}""", "user=carol"),
            ("revoke_token", """{"token_id":1}""", "token_id=1"),
            ("disable_account", """{"user":"carol"}""", "user=carol"),
            ("enable_account", """{"user":"a\nb"}""", "user=unreadable"),
            ("create_workspace", """{"owner":"alice","name":"w"}""", "owner=alice"),
            ("list_workspaces", null, "target=-"),
            ("get_workspace", """{"workspace":1}""", "workspace=1"),
            ("set_workspace_public", """{"workspace":1,"public":true}""", "workspace=1"),
            ("set_permission", """{"workspace":1,"user":"bob","permission":"w"}""", "user=bob workspace=1"),
            ("create_object", """{"workspace":1,"name":"o","type":"Some.Type-1.0"}""", "workspace=1"),
            ("create_object_version", """{"workspace":1,"object":1}""", "workspace=1 object=1"),
            ("delete_object", """{"workspace":1,"object":1}""", "workspace=1 object=1"),
            ("undelete_object", """{"workspace":1,"object":1}""", "workspace=1 object=1"),
            ("delete_workspace", """{"workspace":1}""", "workspace=1"),
            ("undelete_workspace", """{"workspace":1}""", "workspace=1"),
        })
        {
            var answer = await admin.CallAsync("Standalone." + method, argument);
            Assert.EndsWith(
                $"[2001] User admin is running method {method} with administration permission FULL, {target}, call={answer.CallId}",
                Assert.Single(await server.LinesWithAsync($"call={answer.CallId}")), StringComparison.Ordinal);
        }
    }

    private async Task<RpcAnswer> ExpectAsync(string method, string argument, string named, string target, string asUser = "")
    {
        var answer = await _administrator.CallAsync("SampleService." + method, argument);
        Assert.True(answer.Status == 200, answer.Body);
        Assert.Contains(
            await _server.LinesWithAsync($"call={answer.CallId}"),
            line => line.EndsWith(
                $"[{(asUser.Length == 0 ? 2001 : 2002)}] User root is running method {named} with administration permission FULL{asUser}, {target}, call={answer.CallId}", StringComparison.Ordinal));
        return answer;
    }
}
