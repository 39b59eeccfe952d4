using SampleService.Server.Tests.Applying;
using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Withdrawing;

/// <summary>Links that are ended by their ids, by all who may and also where their data is gone.</summary>
public sealed class EndLinkTests(ApplyServer server) : IClassFixture<ApplyServer>
{
    private const string Code = "Sample service error code ";

    [Fact]
    public async Task EndLink_OfOnesOwn_EndsItOnce()
    {
        var (_, link) = await NewLinkAsync("1/1/1");
        Assert.Equal(200, (await EndAsync(server.Alice, link)).Status);
        Assert.Equal($"{Code}50050 No such data link: {link}", (await EndAsync(server.Alice, link)).Message);
        Assert.Equal("alice", (await server.Admin.MapAsync("SampleService.get_data_link", $$"""{"linkid":"{{link}}"}""")).Text("expiredby"));
    }

    [Theory]
    [InlineData("delete_object")]
    [InlineData("delete_workspace")]
    public async Task EndLink_DataIsDeleted_NeedsTheSampleAlone(string method)
    {
        var workspace = await server.NewWorkspaceAsync("alice");
        var upa = await server.NewObjectAsync(workspace);
        var (_, link) = await NewLinkAsync(upa);
        await server.Admin.ResultAsync(
            $"Standalone.{method}", $$"""{"workspace":{{workspace}}{{(method == "delete_object" ? ",\"object\":1" : "")}}}""");
        Assert.Equal(200, (await EndAsync(server.Alice, link)).Status);
    }

    [Fact]
    public async Task EndLink_WorkspaceIsNotWritable_IsRefused()
    {
        var workspace = await server.NewWorkspaceAsync("alice");
        var (id, link) = await NewLinkAsync(await server.NewObjectAsync(workspace));
        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","admin":["bob"]}""");
        Assert.Equal($"{Code}20000 Unauthorized: User bob cannot write to workspace {workspace}", (await EndAsync(server.Bob, link)).Message);
    }

    [Fact]
    public async Task EndLink_OfASampleThatOneMayNotRead_IsUnknownUnlessItsWorkspaceIsReadable()
    {
        var (_, hidden) = await NewLinkAsync(await server.NewObjectAsync(await server.NewWorkspaceAsync("alice")));
        var (id, seen) = await NewLinkAsync(await server.NewObjectAsync(await server.NewWorkspaceAsync("alice", isPublic: true)));
        Assert.Equal($"{Code}50050 No such data link: {hidden}", (await EndAsync(server.Bob, hidden)).Message);
        Assert.Equal($"{Code}20000 Unauthorized: User bob cannot administrate sample {id}", (await EndAsync(server.Bob, seen)).Message);
    }

    [Fact]
    public async Task EndLink_InAdministrationMode_NeedsNothing()
    {
        var (_, link) = await NewLinkAsync(await server.NewObjectAsync(await server.NewWorkspaceAsync("alice")));
        Assert.Equal(200, (await server.Admin.CallAsync("SampleService.end_link", $$"""{"linkid":"{{link}}","as_admin":true,"as_user":"bob"}""")).Status);
        Assert.Equal("bob", (await server.Admin.MapAsync("SampleService.get_data_link", $$"""{"linkid":"{{link}}"}""")).Text("expiredby"));
    }

    private static Task<RpcAnswer> EndAsync(RpcClient client, string link) => client.CallAsync("SampleService.end_link", $$"""{"linkid":"{{link}}"}""");

    private async Task<(string Sample, string Link)> NewLinkAsync(string upa)
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        var made = await server.Alice.MapAsync(
            "SampleService.create_data_link", $$"""{"id":"{{id}}","version":1,"node":"root","upa":"{{upa}}","dataid":"of {{id}}"}""");
        return (id, made.Map("new_link")!.RequiredText("linkid"));
    }
}
