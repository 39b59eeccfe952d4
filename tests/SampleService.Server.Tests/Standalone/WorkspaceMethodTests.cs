using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Standalone;

/// <summary>Workspaces and objects: each method as it should go, and with values it cannot take.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class WorkspaceMethodTests(StandaloneServer server)
{
    [Fact]
    public async Task CreateWorkspace_ForAnAccount_IsListedAndShown()
    {
        var (user, client) = await server.NewUserAsync();

        var made = await server.Admin.MapAsync("Standalone.create_workspace", $$"""{"owner":"{{user}}","name":" field work "}""");

        Assert.Equal(["workspace", "name", "owner", "public", "created", "deleted"], made.Keys);
        Assert.Equal(("field work", user, false), (made.Text("name"), made.Text("owner"), made.Find("public")));
        var id = made.Long("workspace");
        var listed = Assert.Single(await server.Admin.ListAsync("Standalone.list_workspaces"), w => w.Long("workspace") == id);
        Assert.Equal(JsonText.Write(made), JsonText.Write(listed));
        var shown = await server.Admin.MapAsync("Standalone.get_workspace", $$"""{"workspace":{{id}}}""");
        Assert.Equal(("{}", "[]"), (JsonText.Write(shown.Find("permissions")), JsonText.Write(shown.Find("objects"))));
        var visible = Assert.Single(await client.ListAsync("Standalone.list_visible_workspaces"), w => w.Long("workspace") == id);
        Assert.Equal("a", visible.Text("permission"));
    }

    [Fact]
    public async Task ListVisibleWorkspaces_EachCaller_SeesWhatItMayRead()
    {
        var (owner, _) = await server.NewUserAsync();
        var (reader, readerClient) = await server.NewUserAsync();
        var secret = await server.NewWorkspaceAsync(owner);
        var open = await server.NewWorkspaceAsync(owner, isPublic: true);
        await SetPermissionAsync(secret, reader, "w");

        Assert.Equal("w", await VisibleAsync(readerClient, secret));
        Assert.Equal("r", await VisibleAsync(readerClient, open));
        Assert.Null(await VisibleAsync(server.Anonymous, secret));
        Assert.Equal("r", await VisibleAsync(server.Anonymous, open));

        await server.Admin.ResultAsync("Standalone.delete_workspace", $$"""{"workspace":{{open}}}""");
        Assert.Null(await VisibleAsync(server.Anonymous, open));
    }

    [Fact]
    public async Task SetPermission_EachLetter_IsWhatTheUserHasThenAndNoOther()
    {
        var (owner, _) = await server.NewUserAsync();
        var (user, client) = await server.NewUserAsync();
        var workspace = await server.NewWorkspaceAsync(owner);

        foreach (var letter in new[] { "r", "w", "a", "n" })
        {
            await SetPermissionAsync(workspace, user, letter);
            Assert.Equal(letter == "n" ? null : letter, await VisibleAsync(client, workspace));
            var shown = await server.Admin.MapAsync("Standalone.get_workspace", $$"""{"workspace":{{workspace}}}""");
            Assert.Equal(letter == "n" ? null : letter, shown.Map("permissions")!.Text(user));
        }
    }

    [Fact]
    public async Task SetWorkspacePublic_OnAndOff_IsSeenByEverybody()
    {
        var workspace = await server.NewWorkspaceAsync("alice");

        Assert.Equal(true, (await server.Admin.MapAsync("Standalone.set_workspace_public", $$"""{"workspace":{{workspace}},"public":true}""")).Find("public"));
        Assert.Equal("r", await VisibleAsync(server.Anonymous, workspace));
        Assert.Equal(false, (await server.Admin.MapAsync("Standalone.set_workspace_public", $$"""{"workspace":{{workspace}}}""")).Find("public"));
        Assert.Null(await VisibleAsync(server.Anonymous, workspace));
    }

    [Fact]
    public async Task DeleteWorkspace_AndBack_ObjectsAndPermissionsAreThereAgain()
    {
        var workspace = await server.NewWorkspaceAsync("alice");
        await SetPermissionAsync(workspace, "bob", "r");
        await server.NewObjectAsync(workspace);
        var argument = $$"""{"workspace":{{workspace}}}""";
        var before = JsonText.Write(await server.Admin.ResultAsync("Standalone.get_workspace", argument));

        Assert.NotNull((await server.Admin.MapAsync("Standalone.delete_workspace", argument)).Find("deleted"));
        (await server.Admin.CallAsync("Standalone.create_object", $$"""{"workspace":{{workspace}},"name":"late","type":"A.B-1.0"}"""))
            .AssertRefused($"50040 No such workspace data: Workspace {workspace} is deleted");
        Assert.Null((await server.Admin.MapAsync("Standalone.undelete_workspace", argument)).Find("deleted"));

        Assert.Equal(before, JsonText.Write(await server.Admin.ResultAsync("Standalone.get_workspace", argument)));
    }

    [Fact]
    public async Task Objects_MadeVersionedDeletedAndBroughtBack_AreCounted()
    {
        var workspace = await server.NewWorkspaceAsync("alice");
        var first = await server.Admin.MapAsync("Standalone.create_object", $$"""{"workspace":{{workspace}},"name":"run","type":"A.B-1.0"}""");
        Assert.Equal(["upa", "name", "type", "saved", "deleted"], first.Keys);
        Assert.Equal(($"{workspace}/1/1", "run", "A.B-1.0"), (first.Text("upa"), first.Text("name"), first.Text("type")));
        Assert.Equal($"{workspace}/2/1", await server.NewObjectAsync(workspace));

        var one = $$"""{"workspace":{{workspace}},"object":1}""";
        var second = await server.Admin.MapAsync("Standalone.create_object_version", one);
        Assert.Equal(($"{workspace}/1/2", "A.B-1.0"), (second.Text("upa"), second.Text("type")));
        var third = await server.Admin.MapAsync("Standalone.create_object_version", $$"""{"workspace":{{workspace}},"object":1,"type":"A.C-2.0"}""");
        Assert.Equal(($"{workspace}/1/3", "A.C-2.0"), (third.Text("upa"), third.Text("type")));

        Assert.NotNull((await server.Admin.MapAsync("Standalone.delete_object", one)).Find("deleted"));
        (await server.Admin.CallAsync("Standalone.create_object_version", one))
            .AssertRefused($"50040 No such workspace data: Object {workspace}/1 is deleted");
        Assert.Null((await server.Admin.MapAsync("Standalone.undelete_object", one)).Find("deleted"));
    }

    [Theory]
    [InlineData("create_workspace", """{"name":"x"}""", "30000 Missing input parameter: owner")]
    [InlineData("create_workspace", """{"owner":"alice"}""", "30000 Missing input parameter: name")]
    [InlineData("create_workspace", """{"owner":"nobody","name":"x"}""", "50000 No such user: nobody")]
    [InlineData("create_workspace", """{"owner":"alice","name":"x","public":1}""", "30001 Illegal input parameter: public must be true or false")]
    [InlineData("get_workspace", """{"workspace":99999}""", "50040 No such workspace data: No workspace with id 99999 exists")]
    [InlineData("get_workspace", """{"workspace":0}""", "30001 Illegal input parameter: workspace must be an integer from 1 on")]
    [InlineData("set_workspace_public", """{"workspace":99999}""", "50040 No such workspace data: No workspace with id 99999 exists")]
    [InlineData("set_permission", """{"workspace":1,"user":"bob","permission":"x"}""", "30001 Illegal input parameter: permission must be one of n, r, w, a")]
    [InlineData("set_permission", """{"workspace":1,"user":"bob"}""", "30000 Missing input parameter: permission")]
    [InlineData("set_permission", """{"workspace":1,"user":"nobody","permission":"r"}""", "50000 No such user: nobody")]
    [InlineData("set_permission", """{"workspace":1,"user":"alice","permission":"r"}""", "30001 Illegal input parameter: the permission of the owner of workspace 1 cannot be changed")]
    [InlineData("delete_workspace", """{"workspace":99999}""", "50040 No such workspace data: No workspace with id 99999 exists")]
    [InlineData("undelete_workspace", """{"workspace":null}""", "30000 Missing input parameter: workspace")]
    [InlineData("create_object", """{"workspace":1,"name":"reads","type":"A.B-1.0"}""", "30001 Illegal input parameter: workspace 1 has an object with name reads already")]
    [InlineData("create_object", """{"workspace":1,"name":"x","type":"A.B"}""", "30001 Illegal input parameter: type A.B must have the form Module.Type-major.minor")]
    [InlineData("create_object", """{"workspace":1,"type":"A.B-1.0"}""", "30000 Missing input parameter: name")]
    [InlineData("create_object_version", """{"workspace":1,"object":99}""", "50040 No such workspace data: Object 1/99 does not exist")]
    [InlineData("delete_object", """{"workspace":1,"object":99}""", "50040 No such workspace data: Object 1/99 does not exist")]
    [InlineData("undelete_object", """{"workspace":1}""", "30000 Missing input parameter: object")]
    public async Task WorkspaceMethods_WrongValue_AreRefused(string method, string argument, string error) =>
        (await server.Admin.CallAsync("Standalone." + method, argument)).AssertRefused(error);

    private static async Task<string?> VisibleAsync(RpcClient client, long workspace) =>
        (await client.ListAsync("Standalone.list_visible_workspaces"))
            .SingleOrDefault(w => w.Long("workspace") == workspace)?.Text("permission");

    private Task SetPermissionAsync(long workspace, string user, string permission) =>
        server.Admin.ResultAsync("Standalone.set_permission", $$"""{"workspace":{{workspace}},"user":"{{user}}","permission":"{{permission}}"}""");
}
