using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Standalone;

/// <summary>What users do in workspaces that they administer, without administering the service.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class WorkspaceAdministratorTests(StandaloneServer server)
{
    private static readonly (string, string) Proxy = ("X-Forwarded-For", "203.0.113.7");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DailyWork_OwnerOrAdministratorOfAWorkspace_IsDoneFromAnywhere(bool isOwner)
    {
        var (user, client) = await server.NewUserAsync();
        var workspace = await server.NewWorkspaceAsync(isOwner ? user : "alice");
        if (!isOwner)
            await server.Admin.ResultAsync("Standalone.set_permission", Permission(workspace, user, "a"));

        foreach (var (method, argument) in Work(workspace))
            Assert.True((await client.CallAsync("Standalone." + method, argument, Proxy)).Status == 200, method);

        var shown = await server.Admin.MapAsync("Standalone.get_workspace", $$"""{"workspace":{{workspace}}}""");
        Assert.Equal("w", shown.Map("permissions")!.Text("bob"));
        Assert.Equal(true, shown.Find("public"));
        Assert.Single(shown.List("objects"));
    }

    [Theory]
    [InlineData("n")]
    [InlineData("r")]
    [InlineData("w")]
    public async Task DailyWork_LesserPermission_IsRefused(string permission)
    {
        var (user, client) = await server.NewUserAsync();
        var workspace = await server.NewWorkspaceAsync("alice", isPublic: true);
        await server.Admin.ResultAsync("Standalone.set_permission", Permission(workspace, user, permission));
        await server.NewObjectAsync(workspace);

        foreach (var (method, argument) in Work(workspace))
            (await client.CallAsync("Standalone." + method, argument)).AssertRefused(
                $"20000 Unauthorized: User {user} does not have the necessary administration privileges to run method {method}");
    }

    [Fact]
    public async Task DailyWork_PermissionTakenAway_IsRefusedFromThenOn()
    {
        var (user, client) = await server.NewUserAsync();
        var workspace = await server.NewWorkspaceAsync("alice");
        await server.Admin.ResultAsync("Standalone.set_permission", Permission(workspace, user, "a"));
        await client.ResultAsync("Standalone.get_workspace", $$"""{"workspace":{{workspace}}}""");

        await server.Alice.ResultAsync("Standalone.set_permission", Permission(workspace, user, "w"));

        Assert.StartsWith(
            "Sample service error code 20000",
            (await client.CallAsync("Standalone.get_workspace", $$"""{"workspace":{{workspace}}}""")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"workspace":99999}""")]
    [InlineData("""{"workspace":0}""")]
    [InlineData("""{"workspace":"1"}""")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task GetWorkspace_NoneOfTheCaller_IsRefusedWhateverThereIs(string argument) =>
        (await server.Bob.CallAsync("Standalone.get_workspace", argument)).AssertRefused(
            "20000 Unauthorized: User bob does not have the necessary administration privileges to run method get_workspace");

    [Fact]
    public async Task OtherMethods_AdministratorOfAWorkspace_AreRefused()
    {
        var (user, client) = await server.NewUserAsync();
        var workspace = await server.NewWorkspaceAsync(user);

        foreach (var (method, argument) in new[]
        {
            ("delete_workspace", $$"""{"workspace":{{workspace}}}"""),
            ("undelete_workspace", $$"""{"workspace":{{workspace}}}"""),
            ("create_workspace", $$"""{"owner":"{{user}}","name":"one more"}"""),
            ("list_accounts", null),
        })
            (await client.CallAsync("Standalone." + method, argument)).AssertRefused(
                $"20000 Unauthorized: User {user} does not have the necessary administration privileges to run method {method}");
    }

    private static (string Method, string Argument)[] Work(long workspace) =>
    [
        ("create_object", $$"""{"workspace":{{workspace}},"name":"run 1","type":"A.B-1.0"}"""),
        ("create_object_version", $$"""{"workspace":{{workspace}},"object":1}"""),
        ("get_workspace", $$"""{"workspace":{{workspace}}}"""),
        ("delete_object", $$"""{"workspace":{{workspace}},"object":1}"""),
        ("undelete_object", $$"""{"workspace":{{workspace}},"object":1}"""),
        ("set_permission", Permission(workspace, "bob", "w")),
        ("set_workspace_public", $$"""{"workspace":{{workspace}},"public":true}"""),
    ];

    private static string Permission(long workspace, string user, string permission) =>
        $$"""{"workspace":{{workspace}},"user":"{{user}}","permission":"{{permission}}"}""";
}
