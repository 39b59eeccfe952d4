using SampleService.Server.Tests.Applying;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Templates;

/// <summary>Templates as callers save and list them, and who sees which.</summary>
public sealed class TemplateTests(ApplyServer server) : IClassFixture<ApplyServer>
{
    private const string Save = "SampleService.save_template";
    private const string List = "SampleService.list_templates";
    private const string Nodes = """[{"id":"core","type":"BioReplicate"}]""";

    [Fact]
    public async Task Save_EverythingGiven_IsListedAsItIsKept()
    {
        var name = NewName();
        const string Everything = """
            {"name":" NAME ","title":" A core \u00e4 ","node_tree":[{"id":"core","type":"BioReplicate","meta_user":{"depth":{"value":1.50}}},{"id":" part ","type":"SubSample","parent":"core"}],
             "keys":[{"key":" depth ","kind":"user","required":true,"unit":" cm ","default":1.50,"help":" How deep. "},{"key":" depth ","kind":"controlled","default":"a\tb\nc"},{"key":"wet","kind":"user","required":null,"default":false}],
             "readers":["bob","alice"],"public":false}
            """;
        var saved = await server.Alice.MapAsync(Save, Everything.Replace("NAME", name, StringComparison.Ordinal));
        AssertSame($$"""{"owner":"alice","name":"{{name}}","version":1}""", saved);

        var template = await FindAsync(server.Bob, "{}", name);
        Assert.Equal(("alice", 1, "A core \u00e4", false), (template!.Text("owner"), template.Integer("version"), template.Text("title"), (bool?)template.Find("public")));
        Assert.Equal(["alice", "bob"], template.List("readers").Cast<string>());
        Assert.Equal(template.Long("created"), template.Long("changed"));
        AssertSame(
            """[{"id":"core","type":"BioReplicate","parent":null,"meta_controlled":{},"meta_user":{"depth":{"value":1.50}},"source_meta":[]},{"id":"part","type":"SubSample","parent":"core","meta_controlled":{},"meta_user":{},"source_meta":[]}]""",
            template.List("node_tree"));
        AssertSame(
            """[{"key":" depth ","kind":"user","required":true,"unit":"cm","default":1.50,"help":"How deep."},{"key":" depth ","kind":"controlled","required":false,"unit":null,"default":"a\tb\nc","help":null},{"key":"wet","kind":"user","required":false,"unit":null,"default":false,"help":null}]""",
            template.List("keys"));
    }

    [Theory]
    [InlineData("""{"colour":1,"node_tree":TREE}""", "30001 Illegal input parameter: colour is not known here")]
    [InlineData("""{"node_tree":TREE,"keys":[{"key":"k","kind":"user","colour":1}]}""", "30001 Illegal input parameter: keys[0].colour is not known here")]
    [InlineData("""{"node_tree":TREE}""", "30000 Missing input parameter: name")]
    [InlineData("""{"name":" ","title":1}""", "30000 Missing input parameter: name")]
    [InlineData("""{"name":1}""", "30001 Illegal input parameter: name must be a string")]
    [InlineData("""{"name":"n","title":1}""", "30001 Illegal input parameter: title must be a string")]
    [InlineData("""{"name":"n"}""", "30001 Illegal input parameter: sample node tree must be present and a list")]
    [InlineData("""{"name":"n","node_tree":[1],"keys":1}""", "30001 Illegal input parameter: Node at index 0 is not a structure")]
    [InlineData("""{"name":"n","node_tree":[{"id":"a","type":"Core"}]}""", "30001 Illegal input parameter: Node at index 0 has an invalid sample type: Core")]
    [InlineData("""{"name":"n","node_tree":[],"keys":1}""", "30000 Missing input parameter: At least one node per sample is required")]
    [InlineData("""{"name":"n","node_tree":[{"id":"a","type":"BioReplicate"},{"id":"a","type":"SubSample","parent":"a"}]}""", "30001 Illegal input parameter: Duplicate sample node name: a")]
    [InlineData("""{"name":"n","node_tree":[{"id":"a","type":"BioReplicate"},{"id":"b","type":"SubSample","parent":"c"}]}""", "30001 Illegal input parameter: Parent c of node b does not appear in node list prior to node.")]
    [InlineData("""{"name":"n","node_tree":TREE,"keys":{}}""", "30001 Illegal input parameter: keys must be a list")]
    [InlineData("""{"name":"n","node_tree":TREE,"keys":[null]}""", "30001 Illegal input parameter: keys[0] must be a structure")]
    [InlineData("""{"name":"n","node_tree":TREE,"keys":[{"kind":"user"}]}""", "30000 Missing input parameter: keys[0].key")]
    [InlineData("""{"name":"n","node_tree":TREE,"keys":[{"key":"k","required":1}]}""", "30000 Missing input parameter: keys[0].kind")]
    [InlineData("""{"name":"n","node_tree":TREE,"keys":[{"key":"k","kind":"source","required":1}]}""", "30001 Illegal input parameter: keys[0].kind must be one of: controlled, user")]
    [InlineData("""{"name":"n","node_tree":TREE,"keys":[{"key":"k","kind":"user"},{"key":"k","kind":"controlled"},{"key":"k","kind":"user","required":1}]}""", "30001 Illegal input parameter: keys[2].key k is there already")]
    [InlineData("""{"name":"n","node_tree":TREE,"keys":[{"key":"k","kind":"user","required":1,"unit":1}]}""", "30001 Illegal input parameter: keys[0].required must be true or false")]
    [InlineData("""{"name":"n","node_tree":TREE,"keys":[{"key":"k","kind":"user","unit":1,"default":[]}]}""", "30001 Illegal input parameter: keys[0].unit must be a string")]
    [InlineData("""{"name":"n","node_tree":TREE,"keys":[{"key":"k","kind":"user","unit":" "}]}""", "30000 Missing input parameter: keys[0].unit")]
    [InlineData("""{"name":"n","node_tree":TREE,"keys":[{"key":"k","kind":"user","unit":"cubits","default":[]}]}""", "30001 Illegal input parameter: keys[0].unit: unable to parse units 'cubits': undefined unit: cubits")]
    [InlineData("""{"name":"n","node_tree":TREE,"keys":[{"key":"k","kind":"user","default":[],"help":1}]}""", "30001 Illegal input parameter: keys[0].default must be a primitive")]
    [InlineData("""{"name":"n","node_tree":TREE,"keys":[{"key":"k","kind":"user","default":1e999}]}""", "30001 Illegal input parameter: keys[0].default must be a primitive")]
    [InlineData("""{"name":"n","node_tree":TREE,"keys":[{"key":"k","kind":"user","default":"a\u0001"}]}""", "30001 Illegal input parameter: keys[0].default contains control characters")]
    [InlineData("""{"name":"n","node_tree":TREE,"keys":[{"key":"k","kind":"user","help":"a\nb"}],"readers":1}""", "30001 Illegal input parameter: keys[0].help contains control characters")]
    [InlineData("""{"name":"n","node_tree":TREE,"readers":1,"public":1}""", "30001 Illegal input parameter: readers ACL must be a list")]
    [InlineData("""{"name":"n","node_tree":TREE,"readers":[1]}""", "30001 Illegal input parameter: Index 0 of readers ACL does not contain a string")]
    [InlineData("""{"name":"n","node_tree":TREE,"public":1,"if_version":0}""", "30001 Illegal input parameter: public must be true or false")]
    [InlineData("""{"name":"n","node_tree":TREE,"if_version":0,"request_id":1}""", "30001 Illegal input parameter: if_version must be an integer from 1 to 2147483647")]
    [InlineData("""{"name":"n","node_tree":TREE,"request_id":1,"as_admin":1}""", "30001 Illegal input parameter: request_id must be a string")]
    [InlineData("""{"name":"n","node_tree":TREE,"as_admin":1}""", "30001 Illegal input parameter: as_admin must be true or false")]
    [InlineData("""{"name":"n","node_tree":TREE,"as_admin":true}""", "20000 Unauthorized: User alice does not have the necessary administration privileges to run method save_template")]
    [InlineData("""{"name":"n","node_tree":TREE,"readers":["nobody","@nothing"],"if_version":7}""", "50000 No such user: @nothing, nobody")]
    [InlineData("""{"name":"n","node_tree":TREE,"if_version":7}""", "40000 Concurrency violation: Version required for template n is 7, but current version is none")]
    public async Task Save_ParameterThatWillNotDo_IsRefused(string argument, string refusal) =>
        (await server.Alice.CallAsync(Save, argument.Replace("TREE", Nodes, StringComparison.Ordinal))).AssertRefused(refusal);

    [Fact]
    public async Task Save_MoreThanATemplateMayHave_IsRefused()
    {
        await RefusedAsync("\"keys\":[" + string.Join(',', Enumerable.Range(0, 1001).Select(i => Key(i, ""))) + "]", "keys must have 0 to 1000 items");
        await RefusedAsync("\"readers\":[" + string.Join(',', Enumerable.Range(0, 1001).Select(i => $"\"u{i}\"")) + "]", "readers must have 0 to 1000 items");
        await RefusedAsync("\"keys\":[" + Key(0, $",\"default\":\"{new string('x', 1025)}\"") + "]", "keys[0].default exceeds maximum length of 1024");
        await RefusedAsync("\"keys\":[" + Key(0, $",\"help\":\"{new string('x', 1001)}\"") + "]", "keys[0].help exceeds maximum length of 1000");
        await RefusedAsync(
            "\"keys\":[" + string.Join(',', Enumerable.Range(0, 600).Select(i => Key(i, $",\"help\":\"{new string('x', 1000)}\",\"default\":\"{new string('x', 1000)}\""))) + "]",
            "node_tree and keys have more than 1000000 bytes");

        async Task RefusedAsync(string member, string refusal) => (await server.Alice.CallAsync(Save, Template("long", "," + member))).AssertRefused($"30001 Illegal input parameter: {refusal}");

        static string Key(int i, string more) => $$"""{"key":"k{{i}}","kind":"user"{{more}}}""";
    }

    [Fact]
    public async Task Save_OfTwoWithOneCondition_IsDoneByOne()
    {
        var name = NewName();
        await server.Alice.MapAsync(Save, Template(name, ""));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => server.Alice.CallAsync(Save, Template(name, $",\"title\":\"{i}\",\"if_version\":1"))));

        Assert.Single(answers, answer => answer.Status == 200);
        foreach (var answer in answers.Where(answer => answer.Status != 200))
            answer.AssertRefused($"40000 Concurrency violation: Version required for template {name} is 1, but current version is 2");
        Assert.Equal($"{Array.FindIndex(answers, answer => answer.Status == 200)}", (await FindAsync(server.Alice, "{}", name))!.Text("title"));
    }

    [Fact]
    public async Task Save_WithTheSameRequestId_IsDoneOnce()
    {
        var name = NewName();
        var argument = Template(name, $",\"request_id\":\"{name}\"");
        var first = await server.Alice.MapAsync(Save, argument);
        await server.Alice.MapAsync(Save, Template(name, ",\"title\":\"newer\""));

        Assert.Equal(JsonText.Write(first), JsonText.Write(await server.Alice.MapAsync(Save, argument)));
        Assert.Equal((2, "newer"), ((await FindAsync(server.Alice, "{}", name))!.Integer("version"), (await FindAsync(server.Alice, "{}", name))!.Text("title")));
        (await server.Alice.CallAsync(Save, argument.Replace("core", "other", StringComparison.Ordinal))).AssertRefused($"40010 Request ID used before: {name}");
    }

    [Fact]
    public async Task Save_NameThatAnotherUserHas_TellsNothingOfTheirs()
    {
        var name = NewName();
        await server.Alice.MapAsync(Save, Template(name, ",\"title\":\"secret\""));
        (await server.Bob.CallAsync(Save, Template(name, ",\"if_version\":1"))).AssertRefused(
            $"40000 Concurrency violation: Version required for template {name} is 1, but current version is none");
        Assert.Equal(1, (await server.Bob.MapAsync(Save, Template(name, ""))).Integer("version"));
        Assert.Equal("bob", (await FindAsync(server.Bob, "{}", name))!.Text("owner"));
        Assert.Equal(("alice", "secret"), ((await FindAsync(server.Alice, "{}", name))!.Text("owner"), (await FindAsync(server.Alice, "{}", name))!.Text("title")));
    }

    [Fact]
    public async Task Save_ByAnAdministratorForTheOwner_IsTheirNextVersion()
    {
        var name = NewName();
        await server.Alice.MapAsync(Save, Template(name, ",\"readers\":[\"bob\"]"));
        var saved = await server.Admin.MapAsync(Save, Template(name, ",\"if_version\":1,\"as_admin\":true,\"as_user\":\"alice\""));

        AssertSame($$"""{"owner":"alice","name":"{{name}}","version":2}""", saved);
        Assert.Null(await FindAsync(server.Bob, "{}", name));
        Assert.Equal("admin", (await server.Admin.MapAsync(Save, Template(name, ",\"as_admin\":true"))).Text("owner"));
    }

    [Fact]
    public async Task List_Everybody_SeesWhatTheyMayRead()
    {
        var (carol, client) = await server.NewUserAsync();
        var group = $"lab-{Guid.NewGuid():n}"[..20];
        await server.Alice.MapAsync("SampleService.create_group", $$"""{"name":"{{group}}"}""");
        var (hidden, named, grouped, open) = (NewName(), NewName(), NewName(), NewName());
        await server.Alice.MapAsync(Save, Template(hidden, ""));
        await server.Alice.MapAsync(Save, Template(named, ",\"readers\":[\"bob\"]"));
        await server.Alice.MapAsync(Save, Template(grouped, $",\"readers\":[\"@{group}\"]"));
        await server.Alice.MapAsync(Save, Template(open, ",\"public\":true"));
        string[] all = [hidden, named, grouped, open];

        Assert.Equal(all, await SeenAsync(server.Alice, "{}"));
        Assert.Equal(all, await SeenAsync(server.Alice, """{"scope":"mine"}"""));
        Assert.Equal([named, open], await SeenAsync(server.Bob, "{}"));
        Assert.Empty(await SeenAsync(server.Bob, """{"scope":"mine"}"""));
        Assert.Equal([open], await SeenAsync(client, """{"scope":"readable"}"""));
        Assert.Equal(all, await SeenAsync(server.Admin, """{"as_admin":true}"""));
        Assert.Equal([open], await SeenAsync(server.Admin, """{"scope":"readable","as_admin":true}"""));
        (await server.Bob.CallAsync(List, """{"scope":"all"}""")).AssertRefused("30001 Illegal input parameter: scope all needs as_admin");

        await server.Alice.MapAsync("SampleService.update_group", $$"""{"name":"{{group}}","add":["{{carol}}"]}""");
        Assert.Equal([grouped, open], await SeenAsync(client, "{}"));
        await server.Alice.MapAsync("SampleService.update_group", $$"""{"name":"{{group}}","remove":["{{carol}}"]}""");
        Assert.Equal([open], await SeenAsync(client, "{}"));

        async Task<string[]> SeenAsync(RpcClient who, string argument) =>
            [.. (await WalkAsync(who, argument)).Select(template => template.RequiredText("name")).Where(name => all.Contains(name))];
    }

    [Theory]
    [InlineData("""{"scope":"public"}""", "30001 Illegal input parameter: scope must be one of: mine, readable, all")]
    [InlineData("""{"scope":"mine","limit":0}""", "30001 Illegal input parameter: limit must be an integer from 1 to 1000")]
    [InlineData("""{"cursor":"x"}""", "30001 Illegal input parameter: cursor is not valid here")]
    [InlineData("""{"as_admin":1}""", "30001 Illegal input parameter: as_admin must be true or false")]
    [InlineData("""{"scope":"all","as_admin":true}""", "20000 Unauthorized: User alice does not have the necessary administration privileges to run method list_templates")]
    public async Task List_ParameterThatWillNotDo_IsRefused(string argument, string refusal) =>
        (await server.Alice.CallAsync(List, argument)).AssertRefused(refusal);

    [Fact]
    public async Task List_PageByPage_HasEachTemplateOnceInTheOrderTheyCame()
    {
        var (_, client) = await server.NewUserAsync();
        var names = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            names.Add(NewName());
            await client.MapAsync(Save, Template(names[^1], ""));
        }

        await client.MapAsync(Save, Template(names[0], ""));
        var first = await client.MapAsync(List, """{"scope":"mine","limit":2}""");
        Assert.Equal((2, null), (first.List("templates").Count, first.Find("examined")));
        (await client.CallAsync(List, $$"""{"scope":"readable","cursor":"{{first.RequiredText("next")}}"}""")).AssertRefused(
            "30001 Illegal input parameter: cursor belongs to a call with other arguments");
        Assert.Equal(names, (await WalkAsync(client, """{"scope":"mine","limit":2}""")).Select(template => template.RequiredText("name")));
    }

    private static void AssertSame(string expected, object actual) => Assert.Equal(JsonText.Write(JsonText.Parse(expected)), JsonText.Write(actual));

    private static string NewName() => $"t-{Guid.NewGuid():n}";

    private static string Template(string name, string more) => $$"""{"name":"{{name}}","node_tree":{{Nodes}}{{more}}}""";

    private static async Task<JsonMap?> FindAsync(RpcClient client, string argument, string name) =>
        (await WalkAsync(client, argument)).SingleOrDefault(template => template.Text("name") == name);

    private static async Task<List<JsonMap>> WalkAsync(RpcClient client, string argument)
    {
        var walked = new List<JsonMap>();
        string? cursor = null;
        do
        {
            var page = await client.MapAsync(
                List, cursor is null ? argument : argument == "{}" ? $$"""{"cursor":"{{cursor}}"}""" : argument[..^1] + $$""","cursor":"{{cursor}}"}""");
            walked.AddRange(page.List("templates").Cast<JsonMap>());
            cursor = (string?)page.Find("next");
        }
        while (cursor is not null);
        return walked;
    }
}
