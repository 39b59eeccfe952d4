using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Events;

/// <summary>Who is told of which events, and what of them. Each test asks for the events of its own samples, or from where they began.</summary>
public sealed class GetEventsTests(StandaloneServer server) : IClassFixture<StandaloneServer>
{
    private const string Method = "SampleService.get_events";

    [Fact]
    public async Task GetEvents_AfterAWrite_ShowsItAtOnce()
    {
        for (var i = 0; i < 20; i++)
        {
            var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
            Assert.Equal(["NEW_SAMPLE 1"], await EventsAsync(server.Alice, id));
        }
    }

    [Fact]
    public async Task GetEvents_OfASample_HasItsChangesInOrder()
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        await server.Alice.SaveAsync(SampleText.Next(id));
        await ShareAsync(id, "\"read\":[\"bob\"]");
        await ShareAsync(id, "\"read\":[\"bob\"]");

        Assert.Equal(["NEW_SAMPLE 1", "NEW_SAMPLE 2", "ACL_CHANGE 2", "ACL_CHANGE 2"], await EventsAsync(server.Alice, id));
    }

    [Fact]
    public async Task GetEvents_MembersOfAnEvent_AreAllThereInTheirOrder()
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        var found = Assert.IsType<JsonMap>(Assert.Single((await AskAsync(server.Alice, $"\"sample\":\"{id}\"")).List("events")));

        Assert.Equal(
            ["position", "at", "type", "by", "sample", "version", "link", "relation", "identifier", "group", "acl_version"], found.Keys);
        Assert.Equal(("alice", id), (found.Text("by"), found.Text("sample")));
    }

    [Fact]
    public async Task GetEvents_SampleOfOthers_IsNotShownUntilItIsShared()
    {
        var start = await LastAsync(server.Bob);
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        Assert.DoesNotContain(id, await SamplesAsync(server.Bob, start));
        Assert.DoesNotContain(id, await SamplesAsync(server.Anonymous, start));

        await ShareAsync(id, "\"read\":[\"bob\"]");
        Assert.Contains(id, await SamplesAsync(server.Bob, start));
        Assert.DoesNotContain(id, await SamplesAsync(server.Anonymous, start));

        await ShareAsync(id, "\"remove\":[\"bob\"]");
        Assert.DoesNotContain(id, await SamplesAsync(server.Bob, start));
        await ShareAsync(id, "\"public_read\":1");
        Assert.Contains(id, await SamplesAsync(server.Anonymous, start));
    }

    [Fact]
    public async Task GetEvents_ChangeOfAcls_TellsThoseWhoAdministerAloneWhoMadeIt()
    {
        var (reader, client) = await server.NewUserAsync();
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        await ShareAsync(id, $"\"admin\":[\"bob\"],\"read\":[\"{reader}\"]");

        Assert.Equal(["alice", "alice"], await WhoAsync(server.Alice, id));
        Assert.Equal(["alice", "alice"], await WhoAsync(server.Bob, id));
        Assert.Equal(["alice", null], await WhoAsync(client, id));
    }

    [Fact]
    public async Task GetEvents_LinkToAWorkspace_IsShownToThoseWhoCanReadBoth()
    {
        var upa = await server.NewObjectAsync(await server.NewWorkspaceAsync("alice"));
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        await ShareAsync(id, "\"read\":[\"bob\"]");
        await server.Alice.ResultAsync("SampleService.create_data_link", $$"""{"upa":"{{upa}}","id":"{{id}}","version":1,"node":"root"}""");
        await server.Alice.ResultAsync("SampleService.expire_data_link", $$"""{"upa":"{{upa}}"}""");

        Assert.Equal(["NEW_SAMPLE 1", "ACL_CHANGE 2", "NEW_LINK 1", "EXPIRED_LINK 1"], await EventsAsync(server.Alice, id));
        Assert.Equal(["NEW_SAMPLE 1", "ACL_CHANGE 2"], await EventsAsync(server.Bob, id));
        Assert.Equal(
            ["NEW_SAMPLE 1", "ACL_CHANGE 2", "NEW_LINK 1", "EXPIRED_LINK 1"], await EventsAsync(server.Admin, id, ",\"as_admin\":true"));
    }

    [Fact]
    public async Task GetEvents_InAdministrationMode_ShowsAllAndTheHead()
    {
        var start = await LastAsync(server.Admin);
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        var plain = await AskAsync(server.Admin, $"\"after\":{start}");
        Assert.DoesNotContain(plain.List("events"), one => ((JsonMap)one!).Text("sample") == id);
        Assert.Null(plain.Find("head"));
        Assert.True(plain.Long("last") > start);

        var all = await AskAsync(server.Admin, $"\"after\":{start},\"as_admin\":true");
        Assert.Contains(all.List("events"), one => ((JsonMap)one!).Text("sample") == id);
        Assert.True(all.Long("head") > start);
        (await server.Alice.CallAsync(Method, """{"as_admin":true}""")).AssertRefused(
            "20000 Unauthorized: User alice does not have the necessary administration privileges to run method get_events");
    }

    [Fact]
    public async Task GetEvents_PageByPage_GivesEachOnce()
    {
        var start = await LastAsync(server.Alice);
        var ids = new List<string?>();
        for (var i = 0; i < 7; i++)
            ids.Add((await server.Alice.SaveAsync(SampleText.Small())).Id);

        var found = new List<string?>();
        while (true)
        {
            var page = await AskAsync(server.Alice, $"\"after\":{start},\"limit\":2,\"types\":[\"NEW_SAMPLE\"]");
            if (page.List("events").Count == 0)
                break;
            found.AddRange(page.List("events").Select(one => ((JsonMap)one!).Text("sample")));
            start = page.Long("last");
        }

        Assert.Equal(ids, found.Where(ids.Contains));
    }

    [Fact]
    public async Task GetEvents_SampleThatMayNotBeRead_IsRefused()
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        (await server.Bob.CallAsync(Method, $$"""{"sample":"{{id}}"}""")).AssertRefused($"20000 Unauthorized: User bob cannot read sample {id}");
        var none = Guid.NewGuid();
        (await server.Bob.CallAsync(Method, $$"""{"sample":"{{none}}"}""")).AssertRefused($"50010 No such sample: {none}");
    }

    [Theory]
    [InlineData("""{"after":-1}""", "after must be an integer from 0 to 9007199254740992")]
    [InlineData("""{"types":[]}""", "types must have 1 to 20 items")]
    [InlineData("""{"types":"NEW_SAMPLE"}""", "types must be a list")]
    [InlineData("""{"limit":1001}""", "limit must be an integer from 1 to 1000")]
    [InlineData("""{"sample":"x"}""", "sample x must be a UUID string")]
    [InlineData("""{"cursor":"x"}""", "cursor is not known here")]
    [InlineData("""{"as_admin":1}""", "as_admin must be true or false")]
    public async Task GetEvents_ParameterThatIsWrong_IsRefused(string argument, string detail) =>
        (await server.Alice.CallAsync(Method, argument)).AssertRefused($"30001 Illegal input parameter: {detail}");

    [Fact]
    public async Task GetEvents_TypeThatIsNone_IsRefusedWithThoseThereAre() => (await server.Alice.CallAsync(Method, """{"types":["NEW_LINK","x"]}""")).AssertRefused(
        "30001 Illegal input parameter: types[1] must be one of: NEW_SAMPLE, ACL_CHANGE, OWNER_CHANGE, NEW_LINK, EXPIRED_LINK, SAMPLE_WITHDRAWN, "
        + "SAMPLE_RESTORED, RELATION_CHANGE, IDENTIFIER_CHANGE, OFFER_CHANGE, GROUP_CHANGE");

    private static Task<JsonMap> AskAsync(RpcClient client, string members) => client.MapAsync(Method, $"{{{members}}}");

    private static async Task<long> LastAsync(RpcClient client)
    {
        var last = 0L;
        while (true)
        {
            var page = await AskAsync(client, $"\"after\":{last},\"limit\":1000");
            if (page.Long("last") == last)
                return last;
            last = page.Long("last");
        }
    }

    /// <summary>Type and version of each event of a sample, or its ACL version.</summary>
    private static async Task<IEnumerable<string>> EventsAsync(RpcClient client, string id, string more = "") =>
        from JsonMap one in (await AskAsync(client, $"\"sample\":\"{id}\"{more}")).List("events")
        select $"{one.Text("type")} {one.Long(one.Find("version") is null ? "acl_version" : "version")}";

    private static async Task<IEnumerable<string?>> WhoAsync(RpcClient client, string id) =>
        (await AskAsync(client, $"\"sample\":\"{id}\"")).List("events").Select(one => ((JsonMap)one!).Text("by"));

    private static async Task<IEnumerable<string?>> SamplesAsync(RpcClient client, long after) =>
        (await AskAsync(client, $"\"after\":{after},\"limit\":1000")).List("events").Select(one => ((JsonMap)one!).Text("sample"));

    private Task ShareAsync(string id, string members) =>
        server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}",{{members}}}""");
}
