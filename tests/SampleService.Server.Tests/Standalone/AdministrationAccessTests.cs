using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Standalone;

/// <summary>Who is let to the methods of administrators, and from where.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class AdministrationAccessTests(StandaloneServer server)
{
    /// <summary>Every method for administrators, with an argument it would take.</summary>
    public static TheoryData<string, string?> Methods => new()
    {
        { "create_account", """{"user":"intruder"}""" },
        { "list_accounts", null },
        { "disable_account", """{"user":"bob"}""" },
        { "enable_account", """{"user":"bob"}""" },
        { "set_roles", """{"user":"alice","roles":["full_admin"]}""" },
        { "issue_token", """{"user":"admin"}""" },
        { "list_tokens", """{"user":"admin"}""" },
        { "revoke_token", """{"token_id":3}""" },
        { "create_workspace", """{"owner":"alice","name":"intruder"}""" },
        { "list_workspaces", null },
        { "get_workspace", """{"workspace":1}""" },
        { "set_workspace_public", """{"workspace":1,"public":true}""" },
        { "set_permission", """{"workspace":1,"user":"bob","permission":"a"}""" },
        { "delete_workspace", """{"workspace":1}""" },
        { "undelete_workspace", """{"workspace":1}""" },
        { "create_object", """{"workspace":1,"name":"intruder","type":"A.B-1.0"}""" },
        { "create_object_version", """{"workspace":1,"object":1}""" },
        { "delete_object", """{"workspace":1,"object":1}""" },
        { "undelete_object", """{"workspace":1,"object":1}""" },
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Method_CallerWhoIsNoFullAdministrator_IsRefusedAndNothingChanges(string method, string? argument)
    {
        var (reader, readAdmin) = await server.NewUserAsync("read_admin");
        var before = await StateAsync();

        (await server.Anonymous.CallAsync("Standalone." + method, argument))
            .AssertError(-32000, "Authentication required for SampleService but no authentication header was passed");
        (await server.Client("sst_wrong").CallAsync("Standalone." + method, argument))
            .AssertError(-32000, "Token validation failed: Invalid token");
        // He may read in workspace 1.
        (await server.Bob.CallAsync("Standalone." + method, argument))
            .AssertRefused($"20000 Unauthorized: User bob does not have the necessary administration privileges to run method {method}");
        (await readAdmin.CallAsync("Standalone." + method, argument))
            .AssertRefused($"20000 Unauthorized: User {reader} does not have the necessary administration privileges to run method {method}");

        Assert.Equal(before, await StateAsync());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Method_AdministratorThroughAProxy_IsRefusedAndNothingChanges(string method, string? argument)
    {
        var before = await StateAsync();

        foreach (var (name, value) in new[] { ("X-Forwarded-For", "127.0.0.1"), ("X-Real-IP", "::1"), ("Forwarded", "for=127.0.0.1"), ("X-Forwarded-For", ""), ("CF-Connecting-IP", "127.0.0.1"), ("X-Client-IP", "x"), ("True-Client-IP", ""), ("x-forwarded-anything", "1"), ("Via", "1.1 proxy") })
            (await server.Admin.CallAsync("Standalone." + method, argument, (name, value)))
                .AssertRefused($"20000 Unauthorized: Method {method} is answered only to callers on the service's own machine (setting Standalone:RemoteAdministration)");

        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task OtherMethods_CallerThroughAProxy_AreAnswered()
    {
        (string, string) proxy = ("X-Forwarded-For", "203.0.113.7");

        Assert.Equal(200, (await server.Alice.CallAsync("Standalone.whoami", null, proxy)).Status);
        Assert.Equal(200, (await server.Anonymous.CallAsync("Standalone.list_visible_workspaces", null, proxy)).Status);
        Assert.Equal(200, (await server.Alice.CallAsync("SampleService.create_sample", $$"""{"sample":{{SampleText.Small()}}}""", proxy)).Status);
    }

    [Fact]
    public async Task WhoAmI_NoToken_IsRefused() =>
        (await server.Anonymous.CallAsync("Standalone.whoami"))
            .AssertError(-32000, "Authentication required for SampleService but no authentication header was passed");

    [Fact]
    public async Task UnknownMethod_OfTheModule_IsNotFound() =>
        (await server.Admin.CallAsync("Standalone.shut_down")).AssertError(-32601, "Standalone.shut_down is not known here");

    private async Task<string> StateAsync() => string.Join(
        '\n',
        JsonText.Write(new JsonList((await server.Admin.ListAsync("Standalone.list_accounts")).Where(a => !a.Text("user")!.StartsWith("user_", StringComparison.Ordinal)))),
        JsonText.Write(await server.Admin.ResultAsync("Standalone.list_tokens", """{"user":"admin"}""")),
        JsonText.Write(await server.Admin.ResultAsync("Standalone.list_workspaces")),
        JsonText.Write(await server.Admin.ResultAsync("Standalone.get_workspace", """{"workspace":1}""")));
}
