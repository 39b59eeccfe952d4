using SampleService.Server.Tests.Applying;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Groups;

/// <summary>Groups as callers make and change them, and what they give.</summary>
public sealed class GroupTests(ApplyServer server) : IClassFixture<ApplyServer>
{
    private const string Create = "SampleService.create_group";
    private const string Update = "SampleService.update_group";
    private const string Get = "SampleService.get_group";
    private const string List = "SampleService.list_groups";
    private const string Name = "30001 Illegal input parameter: name must be 2 to 64 of a-z, 0-9, _ and -, and begin with a letter";

    private static int _names;

    [Theory]
    [InlineData("""{"name":"lab","colour":1}""", "30001 Illegal input parameter: colour is not known here")]
    [InlineData("""{"title":"x"}""", "30000 Missing input parameter: name")]
    [InlineData("""{"name":"","title":1}""", "30000 Missing input parameter: name")]
    [InlineData("""{"name":1}""", "30001 Illegal input parameter: name must be a string")]
    [InlineData("""{"name":"Lab","title":1}""", Name)]
    [InlineData("""{"name":"@lab"}""", Name)]
    [InlineData("""{"name":"lab","title":1,"members":1}""", "30001 Illegal input parameter: title must be a string")]
    [InlineData("""{"name":"lab","members":1}""", "30001 Illegal input parameter: members ACL must be a list")]
    [InlineData("""{"name":"lab","members":[1]}""", "30001 Illegal input parameter: Index 0 of members ACL does not contain a string")]
    [InlineData("""{"name":"lab","managers":{}}""", "30001 Illegal input parameter: managers ACL must be a list")]
    [InlineData("""{"name":"lab","request_id":1}""", "30001 Illegal input parameter: request_id must be a string")]
    [InlineData("""{"name":"lab","as_admin":1}""", "30001 Illegal input parameter: as_admin must be true or false")]
    [InlineData("""{"name":"lab","as_admin":true}""", "20000 Unauthorized: User alice does not have the necessary administration privileges to run method create_group")]
    [InlineData("""{"name":"lab","members":["bob","nobody"],"managers":["noone"]}""", "50000 No such user: nobody, noone")]
    public async Task Create_ParameterThatWillNotDo_IsRefused(string argument, string refusal) =>
        (await server.Alice.CallAsync(Create, argument)).AssertRefused(refusal);

    [Theory]
    [InlineData("""{"name":"LAB","version":1}""", "30001 Illegal input parameter: version is not known here")]
    [InlineData("""{"name":"LAB","add":1,"retired":1}""", "30001 Illegal input parameter: add ACL must be a list")]
    [InlineData("""{"name":"LAB","owner":1,"retired":1}""", "30001 Illegal input parameter: owner must be a string")]
    [InlineData("""{"name":"LAB","retired":1}""", "30001 Illegal input parameter: retired must be true or false")]
    [InlineData("""{"name":"LAB","if_group_version":0}""", "30001 Illegal input parameter: if_group_version must be an integer from 1 to 9007199254740992")]
    [InlineData("""{"name":"unheard-of","add":["nobody"]}""", "50060 No such group: @unheard-of")]
    [InlineData("""{"name":"Not a name"}""", "50060 No such group: @Not a name")]
    [InlineData("""{"name":"LAB","add":["nobody"]}""", "50000 No such user: nobody")]
    [InlineData("""{"name":"LAB","owner":"@LAB"}""", "50000 No such user: @LAB")]
    [InlineData("""{"name":"LAB","add":["bob"],"remove":["bob"],"if_group_version":7}""", "30001 Illegal input parameter: User bob is both added and removed")]
    [InlineData("""{"name":"LAB","add_managers":["bob"],"remove_managers":["bob"]}""", "30001 Illegal input parameter: User bob is both added and removed")]
    [InlineData("""{"name":"LAB","remove":["nobody"],"if_group_version":7}""", "40000 Concurrency violation: Version required for group @LAB is 7, but current version is 1")]
    public async Task Update_ParameterThatWillNotDo_IsRefused(string argument, string refusal)
    {
        var name = await NewGroupAsync("");
        (await server.Alice.CallAsync(Update, argument.Replace("LAB", name, StringComparison.Ordinal)))
            .AssertRefused(refusal.Replace("LAB", name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"title":"x"}""", true, false)]
    [InlineData("""{"remove":["bob"]}""", true, false)]
    [InlineData("""{"add_managers":["bob"]}""", false, false)]
    [InlineData("""{"owner":"bob"}""", false, false)]
    [InlineData("""{"retired":true}""", false, false)]
    [InlineData("""{"title":"x"}""", false, true)]
    public async Task Update_ByOthers_IsDoneByManagersOnlyWhereItIsForThem(string change, bool isDone, bool isMemberOnly)
    {
        var name = await NewGroupAsync(isMemberOnly ? ",\"members\":[\"bob\"]" : ",\"managers\":[\"bob\"]");
        var answer = await server.Bob.CallAsync(Update, change.Insert(1, $"\"name\":\"{name}\","));
        if (isDone)
            Assert.Equal(200, answer.Status);
        else
            answer.AssertRefused($"20000 Unauthorized: User bob cannot administrate group @{name}");
    }

    [Fact]
    public async Task Get_ByStrangersAndMembers_IsAnsweredToThoseInIt()
    {
        var name = await NewGroupAsync("");
        (await server.Bob.CallAsync(Get, Named(name))).AssertRefused($"20000 Unauthorized: User bob cannot read group @{name}");
        Assert.Equal(name, (await server.Admin.MapAsync(Get, $$"""{"name":"{{name}}","as_admin":true}""")).Text("name"));
        await server.Alice.MapAsync(Update, $$"""{"name":"{{name}}","add":["bob"]}""");
        Assert.Equal(["bob"], (await server.Bob.MapAsync(Get, Named(name))).List("members").Cast<string>());
        Assert.Contains(name, await NamesAsync(server.Bob, "member"));
        Assert.DoesNotContain(name, await NamesAsync(server.Bob, "manager"));
        Assert.DoesNotContain(name, await NamesAsync(server.Alice, "member"));
        Assert.Contains(name, await NamesAsync(server.Alice, "owner"));
    }

    [Fact]
    public async Task List_PageByPage_HasEachGroupOnce()
    {
        var (_, client) = await server.NewUserAsync();
        var names = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            names.Add($"p{i}-{Interlocked.Increment(ref _names)}-{Guid.NewGuid():n}"[..20]);
            await client.MapAsync(Create, Named(names[^1]));
        }

        var listed = new List<string>();
        string? cursor = null;
        do
        {
            var page = await client.MapAsync(List, cursor is null ? """{"limit":2}""" : $$"""{"limit":2,"cursor":"{{cursor}}"}""");
            listed.AddRange(page.List("groups").Cast<JsonMap>().Select(group => group.RequiredText("name")));
            cursor = (string?)page.Find("next");
        }
        while (cursor is not null);
        Assert.Equal(names.Order(StringComparer.Ordinal), listed);
    }

    [Fact]
    public async Task Update_WithTheSameRequestId_IsDoneOnce()
    {
        var name = await NewGroupAsync("");
        var argument = $$"""{"name":"{{name}}","add":["bob"],"request_id":"{{name}}"}""";
        var first = await server.Alice.MapAsync(Update, argument);
        await server.Alice.MapAsync(Update, $$"""{"name":"{{name}}","remove":["bob"]}""");
        Assert.Equal(JsonText.Write(first), JsonText.Write(await server.Alice.MapAsync(Update, argument)));
        Assert.Equal(3, (await server.Alice.MapAsync(Get, Named(name))).Integer("version"));
        (await server.Alice.CallAsync(Update, argument.Replace("bob", "alice", StringComparison.Ordinal))).AssertRefused($"40010 Request ID used before: {name}");
    }

    [Fact]
    public async Task Acls_UnknownGroup_IsRefusedAndRetiredOneIsNot()
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        (await server.Alice.CallAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","read":["nobody","@nothing","@x"]}"""))
            .AssertRefused("50000 No such user: @nothing, @x, nobody");
        var name = await NewGroupAsync(",\"members\":[\"bob\"]");
        await server.Alice.MapAsync(Update, $$"""{"name":"{{name}}","retired":true}""");
        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","read":["@{{name}}"]}""");
        (await server.Bob.CallAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""")).AssertRefused($"20000 Unauthorized: User bob cannot read sample {id}");
        await server.Alice.MapAsync(Update, $$"""{"name":"{{name}}","retired":false}""");
        Assert.Equal(id, (await server.Bob.MapAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""")).Text("id"));
    }

    [Fact]
    public async Task Explain_OfAMember_TellsTheGroupOnlyToThoseWhoMayReadIt()
    {
        var (carol, client) = await server.NewUserAsync();
        var name = $"lab-{Guid.NewGuid():n}"[..20];
        await client.MapAsync(Create, $$"""{"name":"{{name}}","members":["bob"]}""");
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","admin":["@{{name}}"]}""");

        foreach (var user in new[] { "bob", carol })
        {
            var told = await server.Alice.MapAsync("SampleService.explain_access", $$"""{"id":"{{id}}","user":"{{user}}"}""");
            Assert.Equal((false, true), ((bool?)told.Find("allowed"), (bool?)told.Find("incomplete")));
            Assert.Empty(told.List("reasons"));
            Assert.Empty(told.List("history"));
        }

        var own = await server.Bob.MapAsync("SampleService.explain_access", $$"""{"id":"{{id}}","level":"admin"}""");
        Assert.True((bool?)own.Find("allowed"));
        Assert.Null(own.Find("incomplete"));
        var reason = (JsonMap)Assert.Single(own.List("reasons"))!;
        Assert.Equal(("group", "admin", "@" + name, "alice"), (reason.Text("via"), reason.Text("level"), reason.Text("group"), reason.Text("granted_by")));
        // Who owns the group, and may administrate the sample by nothing else, learns by it who is a member.
        await client.MapAsync(Update, $$"""{"name":"{{name}}","add":["{{carol}}"]}""");
        var step = (JsonMap)Assert.Single((await client.MapAsync("SampleService.explain_access", $$"""{"id":"{{id}}","user":"bob"}""")).List("history"))!;
        Assert.Equal(("group", null, "admin"), (step.Text("via"), step.Find("from"), step.Text("to")));

        // What was is told also when neither the entry nor the membership is left.
        await client.MapAsync(Update, $$"""{"name":"{{name}}","remove":["bob"]}""");
        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","remove":["@{{name}}"]}""");
        await client.MapAsync(Update, $$"""{"name":"{{name}}","add_managers":["alice"]}""");
        var past = (await server.Alice.MapAsync("SampleService.explain_access", $$"""{"id":"{{id}}","user":"bob"}""")).List("history").Cast<JsonMap>();
        Assert.Equal(["admin to null", "null to admin"], past.Select(one => $"{one.Find("from") ?? "null"} to {one.Find("to") ?? "null"}"));
    }

    [Fact]
    public async Task Explain_SampleWithMoreEntriesThanAreExplained_SaysWhatTheAclsAllow()
    {
        var (member, client) = await server.NewUserAsync();
        var names = new List<string>();
        for (var i = 0; i < 55; i++)
            names.Add(await NewGroupAsync(""));
        var last = $"zz-{Guid.NewGuid():n}"[..20];
        await server.Alice.MapAsync(Create, $$"""{"name":"{{last}}","members":["{{member}}"]}""");
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        await server.Alice.ResultAsync(
            "SampleService.update_sample_acls", $$"""{"id":"{{id}}","admin":[{{string.Join(',', names.Select(name => $"\"@{name}\""))}}],"read":["@{{last}}"]}""");
        foreach (var (who, asked) in new[] { (client, $$"""{"id":"{{id}}"}"""), (server.Alice, $$"""{"id":"{{id}}","user":"{{member}}"}""") })
        {
            var told = await who.MapAsync("SampleService.explain_access", asked);
            Assert.Equal((true, null), ((bool?)told.Find("allowed"), told.Find("incomplete")));
            Assert.Equal("@" + last, ((JsonMap)Assert.Single(told.List("reasons"))!).Text("group"));
        }
    }

    private static string Named(string name) => $$"""{"name":"{{name}}"}""";

    private static async Task<string[]> NamesAsync(RpcClient client, string role) =>
        [.. (await client.MapAsync(List, $$"""{"role":"{{role}}","limit":1000}""")).List("groups").Cast<JsonMap>().Select(group => group.RequiredText("name"))];

    private async Task<string> NewGroupAsync(string more)
    {
        var name = $"lab-{Interlocked.Increment(ref _names)}";
        await server.Alice.MapAsync(Create, $$"""{"name":"{{name}}"{{more}}}""");
        return name;
    }
}
