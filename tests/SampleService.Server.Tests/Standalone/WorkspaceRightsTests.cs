using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Standalone;

/// <summary>What the rights in stand-alone workspaces mean for links.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class WorkspaceRightsTests(StandaloneServer server)
{
    [Theory]
    [InlineData("n", false, false)]
    [InlineData("r", true, false)]
    [InlineData("w", true, true)]
    [InlineData("a", true, true)]
    public async Task Permission_OfTheCaller_DecidesWhoSeesAndMakesLinks(string permission, bool reads, bool writes)
    {
        var (user, client) = await server.NewUserAsync();
        var workspace = await server.NewWorkspaceAsync("alice");
        var upa = await server.NewObjectAsync(workspace);
        await SetPermissionAsync(workspace, user, permission);
        var (id, _) = await client.SaveAsync(SampleText.Small());

        var link = await client.CallAsync("SampleService.create_data_link", Link(upa, id));
        if (writes)
            Assert.Equal(200, link.Status);
        else
            link.AssertRefused($"20000 Unauthorized: User {user} cannot write to upa {upa}");

        var fromData = await client.CallAsync("SampleService.get_data_links_from_data", $$"""{"upa":"{{upa}}"}""");
        if (reads)
            Assert.Equal(200, fromData.Status);
        else
            fromData.AssertRefused($"20000 Unauthorized: User {user} cannot read upa {upa}");
    }

    [Fact]
    public async Task LinksFromSample_CallerWithoutTheWorkspace_DoesNotSeeThem()
    {
        var workspace = await server.NewWorkspaceAsync("alice");
        var upa = await server.NewObjectAsync(workspace);
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        await server.Alice.ResultAsync("SampleService.create_data_link", Link(upa, id));
        await server.Alice.CallAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","public_read":1}""");
        var (user, client) = await server.NewUserAsync();
        Assert.Equal(0, await LinksAsync(client, id));

        await SetPermissionAsync(workspace, user, "r");
        Assert.Equal(1, await LinksAsync(client, id));
        Assert.Equal(0, await LinksAsync(server.Anonymous, id));

        await server.Admin.ResultAsync("Standalone.set_workspace_public", $$"""{"workspace":{{workspace}},"public":true}""");
        Assert.Equal(1, await LinksAsync(server.Anonymous, id));

        await server.Admin.ResultAsync("Standalone.delete_workspace", $$"""{"workspace":{{workspace}}}""");
        Assert.Equal(0, await LinksAsync(client, id));
        Assert.Equal(0, await LinksAsync(server.Alice, id));

        await server.Admin.ResultAsync("Standalone.undelete_workspace", $$"""{"workspace":{{workspace}}}""");
        Assert.Equal(1, await LinksAsync(client, id));
    }

    [Fact]
    public async Task PublicWorkspace_CallerWithNoRightOfItsOwn_ReadsAndDoesNotWrite()
    {
        var workspace = await server.NewWorkspaceAsync("alice", isPublic: true);
        var upa = await server.NewObjectAsync(workspace);
        var (user, client) = await server.NewUserAsync();
        var (id, _) = await client.SaveAsync(SampleText.Small());

        Assert.Equal(200, (await server.Anonymous.CallAsync("SampleService.get_data_links_from_data", $$"""{"upa":"{{upa}}"}""")).Status);
        (await client.CallAsync("SampleService.create_data_link", Link(upa, id)))
            .AssertRefused($"20000 Unauthorized: User {user} cannot write to upa {upa}");
    }

    [Fact]
    public async Task DeletedData_CannotBeLinkedOrAskedFor()
    {
        var workspace = await server.NewWorkspaceAsync("alice");
        var upa = await server.NewObjectAsync(workspace);
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());

        await server.Admin.ResultAsync("Standalone.delete_object", $$"""{"workspace":{{workspace}},"object":1}""");
        (await server.Alice.CallAsync("SampleService.create_data_link", Link(upa, id)))
            .AssertRefused($"50040 No such workspace data: Object {upa} does not exist");
        (await server.Alice.CallAsync("SampleService.get_data_links_from_data", $$"""{"upa":"{{upa}}"}"""))
            .AssertRefused($"50040 No such workspace data: Object {upa} does not exist");

        await server.Admin.ResultAsync("Standalone.delete_workspace", $$"""{"workspace":{{workspace}}}""");
        (await server.Alice.CallAsync("SampleService.create_data_link", Link(upa, id)))
            .AssertRefused($"50040 No such workspace data: Workspace {workspace} is deleted");
        (await server.Alice.CallAsync("SampleService.get_data_links_from_data", $$"""{"upa":"{{upa}}"}"""))
            .AssertRefused($"50040 No such workspace data: Workspace {workspace} is deleted");
        (await server.Alice.CallAsync("SampleService.get_data_links_from_data", """{"upa":"99999/1/1"}"""))
            .AssertRefused("50040 No such workspace data: No workspace with id 99999 exists");
    }

    [Fact]
    public async Task ObjectVersions_OnlyThoseThatWereMade_CanBeLinked()
    {
        var workspace = await server.NewWorkspaceAsync("alice");
        await server.NewObjectAsync(workspace);
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        (await server.Alice.CallAsync("SampleService.create_data_link", Link($"{workspace}/1/2", id)))
            .AssertRefused($"50040 No such workspace data: Object {workspace}/1/2 does not exist");

        await server.Admin.ResultAsync("Standalone.create_object_version", $$"""{"workspace":{{workspace}},"object":1}""");

        Assert.Equal(200, (await server.Alice.CallAsync("SampleService.create_data_link", Link($"{workspace}/1/2", id))).Status);
        Assert.Equal(200, (await server.Alice.CallAsync("SampleService.create_data_link", Link($"{workspace}/1/1", id))).Status);
    }

    private static string Link(string upa, string id) => $$"""{"upa":"{{upa}}","id":"{{id}}","version":1,"node":"root"}""";

    private static async Task<int> LinksAsync(RpcClient client, string id) =>
        (await client.MapAsync("SampleService.get_data_links_from_sample", $$"""{"id":"{{id}}","version":1}""")).List("links").Count;

    private Task SetPermissionAsync(long workspace, string user, string permission) =>
        server.Admin.ResultAsync("Standalone.set_permission", $$"""{"workspace":{{workspace}},"user":"{{user}}","permission":"{{permission}}"}""");
}
