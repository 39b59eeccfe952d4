using System.Globalization;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Past;

/// <summary>Links of samples, objects and workspaces, page by page.</summary>
public sealed class FindLinksTests(PastServer server) : IClassFixture<PastServer>
{
    private const string Method = "SampleService.find_links";

    [Fact]
    public async Task Links_BySampleObjectAndWorkspace_AreThoseThatTheCallerMaySee()
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        var (hidden, seen) = (await server.NewWorkspaceAsync("alice"), await server.NewWorkspaceAsync("alice", isPublic: true));
        string[] upas = [await server.NewObjectAsync(hidden), await server.NewObjectAsync(seen), await server.NewObjectAsync(seen)];
        foreach (var upa in upas)
            await server.Alice.ResultAsync("SampleService.create_data_link", $$"""{"id":"{{id}}","version":1,"node":"root","upa":"{{upa}}","dataid":"d"}""");
        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","public_read":1}""");

        async Task<string[]> Find(RpcClient caller, string target, string more = "") => Upas(await caller.MapAsync(Method, $$"""{{{target}}{{more}}}"""));
        var sample = $$"""sample":{"id":"{{id}}"}""".Insert(0, "\"");
        Assert.Equal(upas, await Find(server.Alice, sample));
        var ascending = Ids(await server.Alice.MapAsync(Method, $$"""{{{sample}}}"""));
        Assert.Equal(ascending.Reverse(), Ids(await server.Alice.MapAsync(Method, $$"""{{{sample}},"order":"desc"}""")));
        Assert.Equal(upas[1..], await Find(server.Bob, sample));
        Assert.Equal(upas[1..], await Find(server.Anonymous, sample));
        Assert.Equal(upas, await Find(server.Admin, sample, ",\"as_admin\":true"));
        Assert.Equal(upas[1..], await Find(server.Bob, $"\"workspace\":{seen}"));
        Assert.Equal([upas[1]], await Find(server.Bob, $"\"upa\":\"{upas[1]}\""));
        Assert.Equal([upas[1]], await Find(server.Bob, $"\"upa\":\"{upas[1]}\",\"dataid\":\"d\""));
        Assert.Empty(await Find(server.Bob, $"\"upa\":\"{upas[1]}\",\"dataid\":\"e\""));
        Assert.Equal([upas[2]], await Find(server.Anonymous, $"\"object\":\"{upas[2][..^2]}\""));
        Assert.Empty(await Find(server.Bob, $"\"object\":\"{seen}/99\""));
        Assert.Empty(await Find(server.Alice, sample, ",\"created_by\":\"bob\""));
        (await server.Bob.CallAsync(Method, $$"""{"workspace":{{hidden}}}""")).AssertRefused($"20000 Unauthorized: User bob cannot read workspace {hidden}");
        (await server.Bob.CallAsync(Method, $$"""{"upa":"{{upas[0]}}"}""")).AssertRefused($"20000 Unauthorized: User bob cannot read upa {upas[0]}");
        (await server.Alice.CallAsync(Method, $$$"""{"sample":{"id":"{{{id}}}","version":2}}""")).AssertRefused($"50020 No such sample version: {id} ver 2");
        (await server.Alice.CallAsync(Method, $$$"""{"sample":{"id":"{{{id}}}","version":1,"node":"x"}}""")).AssertRefused($"50030 No such sample node: {id} ver 1 x");
    }

    [Fact]
    public async Task Links_ActiveEndedAndAtAMoment_AreTold()
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        var workspace = await server.NewWorkspaceAsync("alice");
        string[] upas = [await server.NewObjectAsync(workspace), await server.NewObjectAsync(workspace)];
        foreach (var upa in upas)
            await server.Alice.ResultAsync("SampleService.create_data_link", $$"""{"id":"{{id}}","version":1,"node":"root","upa":"{{upa}}"}""");
        var created = (await server.Alice.MapAsync(Method, $$"""{"upa":"{{upas[1]}}"}""")).List("links").Cast<JsonMap>().Single().Long("created");
        await server.Alice.ResultAsync("SampleService.expire_data_link", $$"""{"upa":"{{upas[0]}}"}""");
        await server.Admin.ResultAsync("Standalone.delete_object", $$"""{"workspace":{{workspace}},"object":2}""");

        async Task<JsonMap> Find(string more) => await server.Alice.MapAsync(Method, $$$"""{"sample":{"id":"{{{id}}}"}{{{more}}}}""");
        Assert.Equal([upas[1]], Upas(await Find("")));
        Assert.Equal([upas[0]], Upas(await Find(",\"state\":\"ended\"")));
        Assert.Equal(upas, Upas(await Find(",\"state\":\"all\"")));
        var then = await Find($",\"at\":{created}");
        Assert.Equal(upas, Upas(then));
        Assert.All(then.List("links").Cast<JsonMap>(), link => Assert.Null(link.Find("expired")));
        var states = (await Find(",\"state\":\"all\",\"check_objects\":true")).List("links").Cast<JsonMap>()
            .ToDictionary(link => link.Map("link")!.RequiredText("upa"), link => link.Text("object"));
        Assert.Equal(("present", "deleted"), (states[upas[0]], states[upas[1]]));

        await server.Admin.ResultAsync("Standalone.delete_workspace", $$"""{"workspace":{{workspace}}}""");
        var left = await server.Admin.MapAsync(Method, $$"""{"workspace":{{workspace}},"state":"all","check_objects":true,"as_admin":true}""");
        Assert.All(left.List("links").Cast<JsonMap>(), link => Assert.Equal("workspace_deleted", link.Text("object")));
        Assert.Equal(2, left.Integer("examined"));
        (await server.Alice.CallAsync(Method, $$"""{"workspace":{{workspace}}}""")).AssertRefused($"50040 No such workspace data: Workspace {workspace} is deleted");
    }

    [Fact]
    public async Task Links_WalkedOneByOne_AreWhatOnePageHas()
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        var workspace = await server.NewWorkspaceAsync("alice");
        var upa = await server.NewObjectAsync(workspace);
        for (var i = 0; i < 5; i++)
            await server.Alice.ResultAsync("SampleService.create_data_link", $$"""{"id":"{{id}}","version":1,"node":"root","upa":"{{upa}}","dataid":"d{{i}}"}""");

        var whole = Ids(await server.Alice.MapAsync(Method, $$"""{"workspace":{{workspace}},"limit":1000}"""));
        var walked = new List<string>();
        for (string? cursor = null; ;)
        {
            var page = await server.Alice.MapAsync(Method, $$"""{"workspace":{{workspace}},"limit":1{{(cursor is null ? "" : $",\"cursor\":\"{cursor}\"")}}}""");
            walked.AddRange(Ids(page));
            if (page.Text("next") is not { } next)
                break;
            cursor = next;
        }

        Assert.Equal(5, whole.Length);
        Assert.Equal(whole, walked);
    }

    [Theory]
    [InlineData("""{}""", "30001 Illegal input parameter: parameters must have exactly one of: sample, upa, object, workspace")]
    [InlineData("""{"workspace":1,"object":"1/1"}""", "30001 Illegal input parameter: parameters must have exactly one of: sample, upa, object, workspace")]
    [InlineData("""{"sample":{}}""", "30000 Missing input parameter: sample.id")]
    [InlineData("""{"object":"1/1/1"}""", "30001 Illegal input parameter: object 1/1/1 is not a valid object")]
    [InlineData("""{"workspace":1,"dataid":"x"}""", "30001 Illegal input parameter: dataid needs upa")]
    [InlineData("""{"workspace":1,"state":"all","at":1}""", "30001 Illegal input parameter: at needs state active")]
    [InlineData("""{"workspace":1,"state":"gone"}""", "30001 Illegal input parameter: state must be one of: active, ended, all")]
    public async Task Links_ParameterThatWillNotDo_IsRefused(string argument, string refusal) =>
        (await server.Alice.CallAsync(Method, argument)).AssertRefused(refusal);

    /// <summary>In an order of their own: links of one millisecond are ordered by their ids, which are random.</summary>
    private static string[] Upas(JsonMap page) =>
        [.. page.List("links").Cast<JsonMap>().Select(link => link.RequiredText("upa")).OrderBy(upa => NumberOf(upa, 0)).ThenBy(upa => NumberOf(upa, 1))];

    private static long NumberOf(string upa, int part) => long.Parse(upa.Split('/')[part], CultureInfo.InvariantCulture);

    private static string[] Ids(JsonMap page) => [.. page.List("links").Cast<JsonMap>().Select(link => link.RequiredText("linkid"))];
}
