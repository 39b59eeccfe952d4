using SampleService.Cli.Tests.Support;

namespace SampleService.Cli.Tests.Commands;

/// <summary>Commands about workspaces and objects.</summary>
[Collection(CliCollection.Name)]
public sealed class WorkspaceCommandTests(CliServer server)
{
    [Fact]
    public async Task WorkspaceCreate_NewWorkspace_IsListed()
    {
        var name = server.NewName("Sequencing");
        var created = (await server.RunAsync("workspace", "create", "alice", name, "--public")).Ok();
        var list = (await server.RunAsync("workspace", "list")).Ok();

        Assert.Equal([name, "alice", "yes"], Assert.Single(list.Rows, row => row[0] == created.Value("workspace"))[1..4]);
    }

    [Fact]
    public async Task WorkspacePublish_ThenUnpublish_IsShown()
    {
        var workspace = await NewWorkspaceAsync();

        Assert.Equal("yes", (await server.RunAsync("workspace", "publish", workspace)).Ok().Value("public"));
        Assert.Equal("no", (await server.RunAsync("workspace", "unpublish", workspace)).Ok().Value("public"));
    }

    [Fact]
    public async Task WorkspaceGrant_Permission_IsShownWithTheWorkspace()
    {
        var workspace = await NewWorkspaceAsync();
        (await server.RunAsync("workspace", "grant", workspace, "bob", "write")).Ok();
        (await server.RunAsync("workspace", "object", "create", workspace, "run 1", "Sequencing.Run-1.0")).Ok();
        var shown = (await server.RunAsync("workspace", "show", workspace)).Ok();

        Assert.Contains(shown.Rows, row => row is ["bob", "write"]);
        Assert.Contains(shown.Rows, row => row.Length == 5 && row[0] == $"{workspace}/1/1" && row[1] == "run 1");
    }

    [Fact]
    public async Task WorkspaceDelete_ThenUndelete_ShowsWhen()
    {
        var workspace = await NewWorkspaceAsync();

        Assert.EndsWith("Z", (await server.RunAsync("workspace", "delete", workspace)).Ok().Value("deleted"));
        Assert.Equal("-", (await server.RunAsync("workspace", "undelete", workspace)).Ok().Value("deleted"));
    }

    [Fact]
    public async Task WorkspaceObject_VersionDeleteUndelete_IsShown()
    {
        var workspace = await NewWorkspaceAsync();
        (await server.RunAsync("workspace", "object", "create", workspace, "run 1", "Sequencing.Run-1.0")).Ok();

        var version = (await server.RunAsync("workspace", "object", "version", workspace, "1", "--type", "Sequencing.Run-2.0")).Ok();
        Assert.Equal(($"{workspace}/1/2", "Sequencing.Run-2.0"), (version.Value("upa"), version.Value("type")));
        Assert.EndsWith("Z", (await server.RunAsync("workspace", "object", "delete", workspace, "1")).Ok().Value("deleted"));
        Assert.Equal("-", (await server.RunAsync("workspace", "object", "undelete", workspace, "1")).Ok().Value("deleted"));
    }

    private async Task<string> NewWorkspaceAsync() =>
        (await server.RunAsync("workspace", "create", "alice", server.NewName("workspace"))).Ok().Value("workspace");
}
