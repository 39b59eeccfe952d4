using SampleService.Server.Tests.Applying;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Withdrawing;

/// <summary>What is seen of withdrawn samples and versions: the table of docs/withdrawing.md, row by row.</summary>
public sealed class WithdrawnSampleTests(ApplyServer server) : IClassFixture<ApplyServer>
{
    private const string Code = "Sample service error code ";

    [Fact]
    public async Task OldMethods_SampleIsWithdrawn_SayThatItDoesNotExist()
    {
        var (id, link, before) = await NewSampleAsync();
        // All that a process remembers of it is in its memory.
        await server.Alice.ResultAsync("SampleService.get_samples", $$"""{"samples":[{"id":"{{id}}"},{"id":"{{id}}","version":1}]}""");
        await WithdrawAsync(id);

        var missing = $"{Code}50010 No such sample: {id}";
        foreach (var client in new[] { server.Alice, server.Bob })
            foreach (var (method, members) in new[]
            {
                ("get_sample", ""), ("get_sample", ",\"version\":1"), ("get_sample_acls", ""), ("get_data_links_from_sample", ",\"version\":2"),
                ("update_sample_acls", ",\"read\":[\"bob\"]"), ("replace_sample_acls", ",\"acls\":{}"),
                ("create_data_link", ",\"version\":2,\"node\":\"root\",\"upa\":\"1/1/1\""),
                ("propagate_data_links", ",\"version\":2,\"previous_version\":1"),
            })
                Assert.Equal(missing, (await client.CallAsync($"SampleService.{method}", $$"""{"id":"{{id}}"{{members}}}""")).Message);
        foreach (var (method, argument) in new[]
        {
            ("get_samples", $$"""{"samples":[{"id":"{{id}}"}]}"""), ("export_samples", $$"""{"samples":[{"id":"{{id}}"}]}"""), ("create_sample", $$"""{"sample":{{SampleText.Next(id)}}}"""),
            ("update_samples_acls", $$"""{"ids":["{{id}}"],"read":["bob"]}"""),
        })
            Assert.Equal(missing, (await server.Alice.CallAsync($"SampleService.{method}", argument)).Message);
        Assert.Equal(
            $"{Code}50020 No such sample version: {id} ver 2",
            (await server.Alice.CallAsync("SampleService.get_sample_via_data", $$"""{"upa":"1/1/1","id":"{{id}}","version":2}""")).Message);
        // Administration mode is no exception.
        Assert.Equal(missing, (await server.Admin.CallAsync("SampleService.get_sample", $$"""{"id":"{{id}}","as_admin":true}""")).Message);

        var (other, _) = await server.Alice.SaveAsync(SampleText.Small());
        foreach (var (client, asAdmin) in new[] { (server.Alice, 0), (server.Admin, 1) })
            Assert.Empty((await client.MapAsync(
                "SampleService.get_data_links_from_sample_set",
                $$"""{"sample_ids":[{"id":"{{id}}","version":2},{"id":"{{other}}","version":1}],"effective_time":{{before}},"as_admin":{{asAdmin}}}""")).List("links"));
        var ended = await server.Admin.MapAsync("SampleService.get_data_link", $$"""{"linkid":"{{link}}"}""");
        Assert.Equal("alice", ended.Text("expiredby"));
        Assert.Contains(
            link,
            (await server.Alice.MapAsync("SampleService.get_data_links_from_data", $$"""{"upa":"1/1/1","effective_time":{{before}}}"""))
                .List("links").Cast<JsonMap>().Select(one => one.RequiredText("linkid")));
    }

    [Fact]
    public async Task OldMethods_VersionIsWithdrawn_SayThatItDoesNotExist()
    {
        var (id, _, before) = await NewSampleAsync();
        await server.Alice.ResultAsync("SampleService.get_sample", $$"""{"id":"{{id}}","version":1}""");
        await server.Alice.ResultAsync("SampleService.get_samples", $$"""{"samples":[{"id":"{{id}}","version":1}]}""");
        await WithdrawAsync(id, 1);

        var missing = $"{Code}50020 No such sample version: {id} ver 1";
        foreach (var (method, argument) in new[]
        {
            ("get_sample", $$"""{"id":"{{id}}","version":1}"""), ("get_samples", $$"""{"samples":[{"id":"{{id}}"},{"id":"{{id}}","version":1}]}"""),
            ("export_samples", $$"""{"samples":[{"id":"{{id}}","version":1}]}"""),
            ("get_data_links_from_sample", $$"""{"id":"{{id}}","version":1}"""),
            ("get_sample_via_data", $$"""{"upa":"1/1/1","id":"{{id}}","version":1}"""),
            ("create_data_link", $$"""{"id":"{{id}}","version":1,"node":"root","upa":"1/1/1","dataid":"more {{id}}"}"""),
            ("propagate_data_links", $$"""{"id":"{{id}}","version":2,"previous_version":1}"""),
        })
            Assert.Equal(missing, (await server.Alice.CallAsync($"SampleService.{method}", argument)).Message);
        Assert.Empty((await server.Alice.MapAsync(
            "SampleService.get_data_links_from_sample_set", $$"""{"sample_ids":[{"id":"{{id}}","version":1}],"effective_time":{{before}}}""")).List("links"));
        Assert.Equal(2, (await server.Bob.MapAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""")).Integer("version"));
        Assert.Equal("next", (await server.Alice.MapAsync("SampleService.get_sample_via_data", $$"""{"upa":"1/1/1","id":"{{id}}","version":2}""")).Text("name"));

        await server.Alice.CallAsync("SampleService.restore_sample", $$"""{"id":"{{id}}","version":1}""");
        Assert.Equal("small", (await server.Alice.MapAsync("SampleService.get_sample", $$"""{"id":"{{id}}","version":1}""")).Text("name"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    public async Task NewMethods_SomethingIsWithdrawn_ShowTheTombstoneToThoseWhoCouldReadIt(int? version)
    {
        var (id, link, _) = await NewSampleAsync();
        var tombstone = await WithdrawAsync(id, version);
        var at = tombstone.Long("at");
        var detail = $"{id}{(version is null ? "" : " ver 1")} was withdrawn by alice at {at}: a mistake";
        var asked = $$"""{"id":"{{id}}","version":1}""";

        foreach (var client in new[] { server.Alice, server.Bob })
        {
            var state = (await client.MapAsync("SampleService.get_state", $$"""{"samples":[{{asked}}]}""")).List("samples").Cast<JsonMap>().Single();
            Assert.Equal($"{Code}50070 Sample withdrawn: {detail}", state.Map("error")!.Text("message"));
            Assert.Equal(
                (id, version, "a mistake", "alice", at),
                (state.Map("tombstone")!.Text("id"), version is null ? null : state.Map("tombstone")!.Integer("version"), state.Map("tombstone")!.Text("reason"),
                    state.Map("tombstone")!.Text("by"), state.Map("tombstone")!.Long("at")));
            Assert.Equal(
                $"{Code}50070 Sample withdrawn: {detail}",
                (await client.CallAsync("SampleService.get_node", $$"""{"id":"{{id}}","version":1,"node":"root"}""")).Message);
            Assert.Equal(
                $"{Code}50070 Sample withdrawn: {detail}",
                (await client.CallAsync("SampleService.diff_versions", $$"""{"id":"{{id}}","from":1,"to":2}""")).Message);
            var history = (await client.MapAsync("SampleService.get_history", $$"""{"id":"{{id}}","kinds":["withdrawal"]}""")).List("entries").Cast<JsonMap>();
            Assert.Equal([("withdrawn", "a mistake")], history.Select(entry => (entry.RequiredText("what"), entry.RequiredText("reason"))));
            var links = await client.MapAsync("SampleService.find_links", $$"""{"sample":{"id":"{{id}}"},"state":"all"}""");
            Assert.Equal([link], links.List("links").Cast<JsonMap>().Select(one => one.RequiredText("linkid")));
            var events = await client.MapAsync("SampleService.get_events", $$"""{"after":0,"sample":"{{id}}","types":["SAMPLE_WITHDRAWN"]}""");
            Assert.Single(events.List("events"));
            // A name is content.
            var lineage = (await client.MapAsync("SampleService.get_lineage", $$"""{"ids":["{{id}}"]}""")).List("nodes").Cast<JsonMap>().Single();
            Assert.Equal(version is not null || client == server.Alice ? "next" : null, lineage.Find("name"));
        }

        // Its owner sees the content, nobody else does.
        foreach (var (client, name) in new[] { (server.Alice, "small"), (server.Bob, null) })
        {
            var state = (await client.MapAsync("SampleService.get_state", $$"""{"samples":[{{asked}}],"withdrawn":true}""")).List("samples").Cast<JsonMap>().Single();
            Assert.Equal(name, state.Map("sample")?.Text("name"));
        }

        var (_, stranger) = await server.NewUserAsync();
        foreach (var (method, argument) in new[]
        {
            ("get_node", $$"""{"id":"{{id}}","version":1,"node":"root"}"""), ("diff_versions", $$"""{"id":"{{id}}","from":1}"""),
            ("get_history", $$"""{"id":"{{id}}"}"""),
        })
            Assert.Contains($"cannot read sample {id}", (await stranger.CallAsync($"SampleService.{method}", argument)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindSamples_SampleIsWithdrawn_FindsItForThoseWhoMayRestoreItAlone()
    {
        var name = server.NewName("withdrawn");
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small(name));
        async Task<int> Count(RpcClient client, string more) => (await client.MapAsync(
            "SampleService.find_samples", $$$"""{"filter":{"on":"name","eq":"{{{name}}}"}{{{more}}}}""")).List("samples").Count;

        Assert.Equal(1, await Count(server.Alice, ""));
        await WithdrawAsync(id);
        Assert.Equal(0, await Count(server.Alice, ""));
        Assert.Equal(1, await Count(server.Alice, ",\"scope\":\"mine\",\"withdrawn\":true"));
        await server.Alice.CallAsync("SampleService.restore_sample", $$"""{"id":"{{id}}"}""");
        Assert.Equal(1, await Count(server.Alice, ""));
    }

    [Fact]
    public async Task Operations_OnSomethingWithdrawn_AreRefused()
    {
        var (id, _, _) = await NewSampleAsync();
        await WithdrawAsync(id);
        foreach (var operation in new[]
        {
            $$"""{"op":"create_sample","sample":{{SampleText.Next(id)}}}""", $$"""{"op":"update_sample_acls","id":"{{id}}","read":["bob"]}""",
            $$"""{"op":"create_data_link","id":"{{id}}","version":2,"node":"root","upa":"1/1/1","dataid":"again {{id}}"}""",
            $$"""{"op":"withdraw_sample","id":"{{id}}","reason":"x"}""",
        })
        {
            var result = (await server.Alice.MapAsync("SampleService.apply", $$"""{"operations":[{{operation}}]}""")).List("results").Cast<JsonMap>().Single();
            Assert.Equal(50070, result.Map("error")!.Integer("code"));
        }
    }

    [Fact]
    public async Task Restore_Sample_IsReadAsBefore()
    {
        var (id, _, _) = await NewSampleAsync();
        var before = await server.Bob.CallAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""");
        var acls = await server.Bob.CallAsync("SampleService.get_sample_acls", $$"""{"id":"{{id}}"}""");
        await WithdrawAsync(id);
        Assert.Equal(200, (await server.Alice.CallAsync("SampleService.restore_sample", $$"""{"id":"{{id}}"}""")).Status);

        Assert.Equal(before.Body, (await server.Bob.CallAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""")).Body);
        Assert.Equal(acls.Body, (await server.Bob.CallAsync("SampleService.get_sample_acls", $$"""{"id":"{{id}}"}""")).Body);
        Assert.Empty((await server.Alice.MapAsync("SampleService.get_data_links_from_sample", $$"""{"id":"{{id}}","version":2}""")).List("links"));
        Assert.Equal(
            $"{Code}30001 Illegal input parameter: {id} is not withdrawn",
            (await server.Alice.CallAsync("SampleService.restore_sample", $$"""{"id":"{{id}}"}""")).Message);
    }

    [Theory]
    [InlineData("""{"id":"$ID"}""", "30000 Missing input parameter: reason")]
    [InlineData("""{"id":"$ID","reason":" "}""", "30000 Missing input parameter: reason")]
    [InlineData("""{"id":"$ID","reason":1}""", "30001 Illegal input parameter: reason must be a string")]
    [InlineData("""{"id":"#0","reason":"x"}""", "30001 Illegal input parameter: id #0 must be a UUID string")]
    [InlineData("""{"id":"$ID","reason":"x","version":0}""", "30001 Illegal input parameter: Illegal version argument: 0")]
    [InlineData("""{"id":"$ID","reason":"x","op":"withdraw_sample"}""", "30001 Illegal input parameter: op is not known here")]
    [InlineData("""{"id":"$ID","reason":"x","as_admin":1}""", "30001 Illegal input parameter: as_admin must be true or false")]
    [InlineData("""{"id":"$ID","reason":"x","as_admin":true}""", "20000 Unauthorized: User bob does not have the necessary administration privileges to run method withdraw_sample")]
    [InlineData("""{"id":"$ID","reason":"x"}""", "20000 Unauthorized: User bob does not own sample $ID")]
    [InlineData("""{"id":"$ID","version":1,"reason":"x"}""", "20000 Unauthorized: User bob cannot administrate sample $ID")]
    public async Task Withdraw_WhatMayNotBe_IsRefused(string argument, string message)
    {
        var (id, _, _) = await NewSampleAsync();
        var answer = await server.Bob.CallAsync("SampleService.withdraw_sample", argument.Replace("$ID", id, StringComparison.Ordinal));
        Assert.Equal(Code + message.Replace("$ID", id, StringComparison.Ordinal), answer.Message);
    }

    [Fact]
    public async Task Withdraw_SentAgainUnderItsName_IsAnsweredAsItWas()
    {
        var (id, _, _) = await NewSampleAsync();
        var argument = $$"""{"id":"{{id}}","reason":"a mistake","request_id":"{{id}}"}""";
        var first = await server.Alice.CallAsync("SampleService.withdraw_sample", argument);
        Assert.Equal(first.Body, (await server.Alice.CallAsync("SampleService.withdraw_sample", argument)).Body);
        var restored = $$"""{"id":"{{id}}","request_id":"back {{id}}"}""";
        Assert.Equal(200, (await server.Alice.CallAsync("SampleService.restore_sample", restored)).Status);
        Assert.Equal(200, (await server.Alice.CallAsync("SampleService.restore_sample", restored)).Status);
    }

    private async Task<JsonMap> WithdrawAsync(string id, int? version = null) => await server.Alice.MapAsync(
        "SampleService.withdraw_sample", $$"""{"id":"{{id}}","reason":"a mistake"{{(version is null ? "" : ",\"version\":1")}}}""");

    /// <summary>A sample of alice's with two versions, read by bob and linked, and a time at which the link was active.</summary>
    private async Task<(string Id, string Link, long Before)> NewSampleAsync()
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        await server.Alice.SaveAsync(SampleText.Next(id));
        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","read":["bob"]}""");
        var made = await server.Alice.MapAsync(
            "SampleService.create_data_link", $$"""{"id":"{{id}}","version":1,"node":"root","upa":"1/1/1","dataid":"of {{id}}"}""");
        return (id, made.Map("new_link")!.RequiredText("linkid"), made.Map("new_link")!.Long("created"));
    }
}
