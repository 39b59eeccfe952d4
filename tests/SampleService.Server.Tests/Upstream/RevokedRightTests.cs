using System.Globalization;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Json;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Upstream;

/// <summary>How long a right still counts that auth or workspace have taken away (docs/kbase.md).</summary>
[Collection(KBaseCollection.Name)]
public sealed class RevokedRightTests(KBaseServer server)
{
    [Fact]
    public async Task Link_WorkspaceRightTakenAwayBefore_IsRefusedByTheNextCall()
    {
        var (user, client) = server.NewUser();
        var (sample, _) = await client.SaveAsync(SampleText.Small());
        var (workspace, upa) = NewObject(user);
        Assert.NotNull((await LinkAsync(client, upa, sample, "1")).Result);

        server.Fakes.Workspace.SetPermission(workspace, user, "r");

        (await LinkAsync(client, upa, sample, "2")).AssertError(-32000, $"Sample service error code 20000 Unauthorized: User {user} cannot write to upa {upa}");
    }

    /// <summary>What the workspace service says is what counts, however long it takes to say it.</summary>
    [Fact]
    public async Task Link_WorkspaceRightTakenAwayWhileItIsAskedFor_IsRefused()
    {
        var (user, client) = server.NewUser();
        var (sample, _) = await client.SaveAsync(SampleText.Small());
        var (workspace, upa) = NewObject(user);
        using var held = server.Fakes.Workspace.Hold();
        var link = LinkAsync(client, upa, sample, "1");
        await held.WaitForAsync(1, Patience.Token());

        server.Fakes.Workspace.SetPermission(workspace, user, "n");
        held.Dispose();

        (await link).AssertError(-32000, $"Sample service error code 20000 Unauthorized: User {user} cannot write to upa {upa}");
    }

    [Fact]
    public async Task Link_WorkspaceDeletedWhileItIsAskedFor_IsRefused()
    {
        var (user, client) = server.NewUser();
        var (sample, _) = await client.SaveAsync(SampleText.Small());
        var (workspace, upa) = NewObject(user);
        using var held = server.Fakes.Workspace.Hold();
        var link = LinkAsync(client, upa, sample, "1");
        await held.WaitForAsync(1, Patience.Token());

        server.Fakes.Workspace.SetDeleted(workspace);
        held.Dispose();

        (await link).AssertError(-32000, $"Sample service error code 50040 No such workspace data: Workspace {workspace} is deleted");
    }

    [Fact]
    public async Task Links_WorkspaceDeleted_AreSeenByNobodyUntilItIsBack()
    {
        var (user, client) = server.NewUser();
        var (sample, _) = await client.SaveAsync(SampleText.Small());
        var (workspace, upa) = NewObject(user);
        Assert.NotNull((await LinkAsync(client, upa, sample, "1")).Result);

        server.Fakes.Workspace.SetDeleted(workspace);
        Assert.Empty(await LinksOfAsync(client, sample));
        (await client.CallAsync("SampleService.expire_data_link", $$"""{"upa":"{{upa}}","dataid":"1"}"""))
            .AssertError(-32000, $"Sample service error code 50040 No such workspace data: Workspace {workspace} is deleted");

        server.Fakes.Workspace.SetDeleted(workspace, isDeleted: false);
        Assert.Single(await LinksOfAsync(client, sample));
    }

    /// <summary>A token is judged when its call begins.</summary>
    [Fact]
    public async Task Call_TokenRevokedWhileItRuns_EndsAsItBegan()
    {
        var (user, client) = server.NewUser();
        var (sample, _) = await client.SaveAsync(SampleText.Small());
        var (_, upa) = NewObject(user);
        using var held = server.Fakes.Workspace.Hold();
        var link = LinkAsync(client, upa, sample, "1");
        await held.WaitForAsync(1, Patience.Token());

        server.Fakes.Auth.RemoveUser(user);
        held.Dispose();

        Assert.NotNull((await link).Result);
    }

    /// <summary>A process that knows a token goes on believing in it, five minutes at most; one that has not seen it does not.</summary>
    [Fact]
    public async Task Call_TokenRevoked_IsRefusedWhereItIsNotRemembered()
    {
        var (user, client) = server.NewUser();
        await client.SaveAsync(SampleText.Small());
        server.Fakes.Auth.RemoveUser(user);

        Assert.NotNull((await client.SaveAsync(SampleText.Small())).Id);

        await using var other = await ServerProcess.StartAsync(new ServerOptions { DeployConfig = DeployConfig.For(server.Fakes) });
        using var there = new RpcClient(other.Url, client.Token);
        var refused = await there.CallAsync("SampleService.create_sample", $$"""{"sample":{{SampleText.Small()}}}""");
        Assert.StartsWith("Token validation failed: ", refused.Message, StringComparison.Ordinal);
    }

    private static Task<RpcAnswer> LinkAsync(RpcClient client, string upa, string sample, string unit) => client.CallAsync(
        "SampleService.create_data_link", $$"""{"upa":"{{upa}}","dataid":"{{unit}}","id":"{{sample}}","version":1,"node":"root"}""");

    private static async Task<JsonList> LinksOfAsync(RpcClient client, string sample) =>
        (await client.MapAsync("SampleService.get_data_links_from_sample", $$"""{"id":"{{sample}}","version":1}""")).List("links");

    private (long Workspace, string Upa) NewObject(string owner)
    {
        var upa = server.NewObject(owner);
        return (long.Parse(upa.Split('/')[0], CultureInfo.InvariantCulture), upa);
    }
}
