using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;

namespace SampleService.Server.Tests.Upstream;

/// <summary>A workspace service that fails, or answers what nobody understands, lets nobody in.</summary>
[Collection(KBaseCollection.Name)]
public sealed class WorkspaceFailureTests(KBaseServer server)
{
    /// <summary>Answers from which no permission can be read.</summary>
    public static TheoryData<int, string> Rubbish => new()
    {
        { 200, "<html>" },
        { 200, "" },
        { 200, "null" },
        { 200, "{}" },
        { 200, """{"result":null}""" },
        { 200, """{"result":[]}""" },
        { 200, """{"result":[null]}""" },
        { 200, """{"result":[{}]}""" },
        { 200, """{"result":[{"perms":[],"infos":[]}]}""" },
        { 200, """{"result":[{"perms":[null],"infos":[null]}]}""" },
        { 200, """{"result":[{"perms":"a","infos":"a","workspaces":"1","pub":"1"}]}""" },
        { 200, """{"result":[{"perms":[["a"]],"infos":[{}],"workspaces":[true],"pub":[]}]}""" },
        { 200, """{"result":[{"workspaces":["1"],"pub":[null]}]}""" },
        { 302, "" },
        { 404, "" },
        { 500, "<html>" },
        { 500, "{}" },
        { 500, """{"error":{"message":"down"}}""" },
        { 500, """{"error":"down"}""" },
        { 500, """{"result":[{"perms":[{"*":"r"}],"infos":[[1,"x","A.B-1.0"]],"workspaces":[1],"pub":[1]}]}""" },
        { 503, "busy" },
    };

    [Theory]
    [MemberData(nameof(Rubbish))]
    public async Task UnusableAnswer_EachMethodThatAsks_FailsAndNothingIsLinked(int status, string body)
    {
        var (user, client) = server.NewUser();
        var upa = server.NewObject(user);
        var (id, _) = await client.SaveAsync(SampleText.Small());
        var link = $$"""{"upa":"{{upa}}","id":"{{id}}","version":1,"node":"root"}""";
        server.Fakes.Workspace.AnswerOnly(new FakeReply(status, "application/json", body));
        try
        {
            foreach (var (method, argument) in new[]
            {
                ("create_data_link", link),
                ("get_data_links_from_data", $$"""{"upa":"{{upa}}"}"""),
                ("get_data_links_from_sample", $$"""{"id":"{{id}}","version":1}"""),
                ("get_data_links_from_sample_set", $$"""{"sample_ids":[{"id":"{{id}}","version":1}],"effective_time":null}"""),
                ("get_sample_via_data", $$"""{"upa":"{{upa}}","id":"{{id}}","version":1}"""),
                ("expire_data_link", $$"""{"upa":"{{upa}}"}"""),
            })
            {
                var answer = await client.CallAsync("SampleService." + method, argument);
                Assert.True(answer.Code == -32000, $"{method}: {answer.Body}");
            }
        }
        finally
        {
            server.Fakes.Workspace.AnswerOnly(null);
        }

        Assert.Empty((await client.MapAsync("SampleService.get_data_links_from_data", $$"""{"upa":"{{upa}}"}""")).List("links"));
        Assert.Equal(200, (await client.CallAsync("SampleService.create_data_link", link)).Status);
    }

    [Fact]
    public async Task Failure_InTheServicesOwnWords_IsHandedOnAsAPlainError()
    {
        var (user, client) = server.NewUser();
        var upa = server.NewObject(user);
        server.Fakes.Workspace.Fail("the database is on fire");
        try
        {
            (await client.CallAsync("SampleService.get_data_links_from_data", $$"""{"upa":"{{upa}}"}""")).AssertError(-32000, "the database is on fire");
        }
        finally
        {
            server.Fakes.Workspace.Recover();
        }
    }

    [Fact]
    public async Task PermissionTakenAway_CountsFromTheNextCallOn()
    {
        var (user, client) = server.NewUser();
        var (other, otherClient) = server.NewUser();
        var upa = server.NewObject(user);
        var workspace = long.Parse(upa.Split('/')[0], System.Globalization.CultureInfo.InvariantCulture);
        var ask = $$"""{"upa":"{{upa}}"}""";

        server.Fakes.Workspace.SetPermission(workspace, other, "r");
        await otherClient.ResultAsync("SampleService.get_data_links_from_data", ask);
        server.Fakes.Workspace.SetPermission(workspace, other, "n");
        (await otherClient.CallAsync("SampleService.get_data_links_from_data", ask))
            .AssertRefused($"20000 Unauthorized: User {other} cannot read upa {upa}");
        await client.ResultAsync("SampleService.get_data_links_from_data", ask);
    }
}
