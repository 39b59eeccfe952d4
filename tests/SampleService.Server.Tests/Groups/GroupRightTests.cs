using SampleService.Server.Tests.Applying;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Groups;

/// <summary>Through every method that reads or writes a sample: a member has what the group has, from the next call on, and no longer than until then.</summary>
public sealed class GroupRightTests(ApplyServer server) : IClassFixture<ApplyServer>
{
    /// <summary>Methods, arguments for a sample, the level that they need, and what is shown to whom has it.</summary>
    private static readonly (string Method, string Argument, string Level)[] Calls =
    [
        ("get_sample", """{"id":"ID"}""", "read"),
        ("get_sample", """{"id":"ID","version":1}""", "read"),
        ("get_samples", """{"samples":[{"id":"ID","version":1},{"id":"ID"}]}""", "read"),
        ("get_sample_acls", """{"id":"ID"}""", "read"),
        ("get_data_links_from_sample", """{"id":"ID","version":1}""", "read"),
        ("get_data_links_from_sample_set", """{"sample_ids":[{"id":"ID","version":1}],"effective_time":1}""", "read"),
        ("get_node", """{"id":"ID","version":1,"node":"root"}""", "read"),
        ("get_history", """{"id":"ID"}""", "read"),
        ("diff_versions", """{"id":"ID","from":1,"to":1}""", "read"),
        ("find_links", """{"sample":{"id":"ID"}}""", "read"),
        ("get_lineage", """{"ids":["ID"]}""", "read"),
        ("export_samples", """{"samples":[{"id":"ID"}],"include":["links","relations"]}""", "read"),
        ("explain_access", """{"id":"ID"}""", "read"),
        ("get_events", """{"after":0,"sample":"ID"}""", "read"),
        ("explain_access", """{"id":"ID","user":"alice"}""", "admin"),
        ("get_history", """{"id":"ID","kinds":["acls"]}""", "admin"),
        ("create_sample", """{"sample":{"id":"ID","node_tree":[{"id":"root","type":"BioReplicate","meta_user":{"colour":{"value":"red"}}}]}}""", "write"),
        ("add_identifier", """{"id":"ID","namespace":"igsn","value":"NEW"}""", "write"),
        ("add_relation", """{"type":"related_to","from":{"id":"ID"},"to":{"id":"OTHER"}}""", "write"),
        ("update_sample_acls", """{"id":"ID","public_read":0}""", "admin"),
        ("update_samples_acls", """{"ids":["ID"],"public_read":0}""", "admin"),
        ("create_data_link", """{"id":"ID","version":1,"node":"root","upa":"UPA","update":true}""", "admin"),
        ("expire_data_link", """{"upa":"UPA"}""", "admin"),
        ("withdraw_sample", """{"id":"ID","version":1,"reason":"a mistake"}""", "admin"),
    ];

    private static readonly string[] Levels = ["read", "write", "admin"];

    [Theory]
    [InlineData("read")]
    [InlineData("write")]
    [InlineData("admin")]
    public async Task Member_ThroughEveryMethod_HasTheLevelOfTheGroupAsLongAsTheyAreOne(string level)
    {
        var (user, client) = await server.NewUserAsync();
        var upa = await server.NewObjectAsync(await server.NewWorkspaceAsync(user));
        var group = $"lab-{Guid.NewGuid():n}"[..20];
        await server.Alice.MapAsync("SampleService.create_group", $$"""{"name":"{{group}}"}""");
        const string Sample = """{"node_tree":[{"id":"root","type":"BioReplicate","meta_user":{"colour":{"value":"red"}}}]}""";
        var (id, _) = await server.Alice.SaveAsync(Sample);
        await server.Alice.SaveAsync(Sample.Insert(1, $"\"id\":\"{id}\","));
        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","{{level}}":["@{{group}}"]}""");
        var (other, _) = await client.SaveAsync(SampleText.Small());

        for (var round = 0; round < 2; round++)
        {
            await CheckAsync(null);
            await server.Alice.MapAsync("SampleService.update_group", $$"""{"name":"{{group}}","add":["{{user}}"]}""");
            await CheckAsync(level);
            await server.Alice.MapAsync("SampleService.update_group", $$"""{"name":"{{group}}","remove":["{{user}}"]}""");
        }

        await CheckAsync(null);

        async Task CheckAsync(string? held)
        {
            var has = held is null ? -1 : Array.IndexOf(Levels, held);
            foreach (var (method, argument, needed) in Calls)
            {
                var filled = argument.Replace("ID", id, StringComparison.Ordinal).Replace("OTHER", other, StringComparison.Ordinal)
                    .Replace("UPA", upa, StringComparison.Ordinal).Replace("NEW", Guid.NewGuid().ToString("n"), StringComparison.Ordinal);
                var answer = await client.CallAsync("SampleService." + method, filled);
                if (has >= Array.IndexOf(Levels, needed))
                    Assert.True(answer.Status == 200, $"{method} {filled}: {answer.Body}");
                else
                    // A link that nobody has made is missing before rights are looked at.
                    Assert.True(
                        answer.Status == 500 && (answer.Body.Contains("20000", StringComparison.Ordinal) || answer.Body.Contains("50050", StringComparison.Ordinal)),
                        $"{method} {filled}: {answer.Body}");
            }

            if (held == "admin")
                await server.Alice.ResultAsync("SampleService.restore_sample", $$"""{"id":"{{id}}","version":1}""");
            var isSeen = held is not null;
            foreach (var scope in new[] { "shared", "readable" })
                Assert.Equal(isSeen, (await client.MapAsync("SampleService.find_samples", $$"""{"scope":"{{scope}}","limit":1000}"""))
                    .List("samples").Cast<JsonMap>().Any(sample => sample.Text("id") == id && sample.Text("level") == held));
            Assert.Equal(isSeen, ((JsonMap)(await client.MapAsync("SampleService.get_state", $$"""{"samples":[{"id":"{{id}}"}]}""")).List("samples")[0]!).Find("error") is null);
            Assert.Equal(isSeen, (await client.MapAsync("SampleService.get_events", """{"after":0,"limit":1000}"""))
                .List("events").Cast<JsonMap>().Any(told => (string?)told.Find("sample") == id));
            Assert.Equal(isSeen, (await client.MapAsync("SampleService.list_metadata_keys", """{"scope":"shared"}""")).List("keys").Count > 0);
        }
    }

    [Fact]
    public async Task Member_OfGroupsWithDifferentEntries_HasTheHighest()
    {
        var (user, client) = await server.NewUserAsync();
        var names = Levels.Select(level => $"{level}-{Guid.NewGuid():n}"[..20]).ToArray();
        foreach (var name in names)
            await server.Alice.MapAsync("SampleService.create_group", $$"""{"name":"{{name}}"}""");
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        await server.Alice.ResultAsync(
            "SampleService.update_sample_acls",
            $$"""{"id":"{{id}}","read":["@{{names[0]}}","{{user}}"],"write":["@{{names[1]}}"],"admin":["@{{names[2]}}"]}""");
        Assert.Equal("read", await LevelAsync());
        foreach (var (name, level) in names.Zip(Levels))
        {
            await server.Alice.MapAsync("SampleService.update_group", $$"""{"name":"{{name}}","add":["{{user}}"]}""");
            Assert.Equal(level, await LevelAsync());
        }

        var reasons = (await client.MapAsync("SampleService.explain_access", $$"""{"id":"{{id}}"}""")).List("reasons").Cast<JsonMap>();
        Assert.Equal(["entry", "group", "group", "group"], reasons.Select(reason => reason.Text("via")));
        Assert.Equal(["read", "admin", "write", "read"], reasons.Select(reason => reason.Text("level")));

        async Task<string?> LevelAsync() =>
            ((JsonMap)Assert.Single((await client.MapAsync("SampleService.find_samples", """{"scope":"shared","count":true}""")).List("samples"))!).Text("level");
    }
}
