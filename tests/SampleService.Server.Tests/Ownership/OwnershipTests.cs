using SampleService.Server.Tests.Applying;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Ownership;

/// <summary>Samples that are offered, and where their new owners are seen.</summary>
public sealed class OwnershipTests(ApplyServer server) : IClassFixture<ApplyServer>
{
    private const string None = "00000000-0000-0000-0000-000000000001";

    private static int _names;

    [Theory]
    [InlineData("""{"id":"SAMPLE","to":"bob","version":1}""", "30001 Illegal input parameter: version is not known here")]
    [InlineData("""{"to":"bob"}""", "30000 Missing input parameter: id")]
    [InlineData("""{"id":"#0","to":"bob"}""", "30001 Illegal input parameter: id #0 must be a UUID string")]
    [InlineData("""{"id":"SAMPLE","keep":"owner"}""", "30000 Missing input parameter: to")]
    [InlineData("""{"id":"SAMPLE","to":" "}""", "30000 Missing input parameter: to")]
    [InlineData("""{"id":"SAMPLE","to":["bob"]}""", "30001 Illegal input parameter: to must be a string")]
    [InlineData("""{"id":"SAMPLE","to":"@soil-lab","keep":"owner"}""", "30001 Illegal input parameter: to must be a user")]
    [InlineData("""{"id":"SAMPLE","to":"bob","keep":"owner","expires":"x"}""", "30001 Illegal input parameter: keep must be one of: admin, write, read, none")]
    [InlineData("""{"id":"SAMPLE","to":"bob","expires":"soon","message":1}""", "30001 Illegal input parameter: key 'expires' value of 'soon' is not a valid epoch millisecond timestamp")]
    [InlineData("""{"id":"SAMPLE","to":"bob","expires":1,"message":1}""", "30001 Illegal input parameter: expires must be in the future and at most 365 days ahead")]
    [InlineData("""{"id":"SAMPLE","to":"bob","expires":253402300799999}""", "30001 Illegal input parameter: expires must be in the future and at most 365 days ahead")]
    [InlineData("""{"id":"SAMPLE","to":"bob","message":1,"if_version":0}""", "30001 Illegal input parameter: message must be a string")]
    [InlineData("""{"id":"SAMPLE","to":"bob","message":"","if_version":0}""", "30000 Missing input parameter: message")]
    [InlineData("""{"id":"SAMPLE","to":"nobody","if_acl_version":0}""", "30001 Illegal input parameter: if_acl_version must be an integer from 1 to 9007199254740992")]
    [InlineData("""{"id":"SAMPLE","to":"nobody","as_admin":true}""", "20000 Unauthorized: User alice does not have the necessary administration privileges to run method offer_sample")]
    [InlineData("""{"id":"00000000-0000-0000-0000-000000000001","to":"nobody"}""", "50000 No such user: nobody")]
    [InlineData("""{"id":"00000000-0000-0000-0000-000000000001","to":"bob"}""", "50010 No such sample: 00000000-0000-0000-0000-000000000001")]
    [InlineData("""{"id":"SAMPLE","to":"alice"}""", "30001 Illegal input parameter: alice owns sample SAMPLE already")]
    [InlineData("""{"id":"SAMPLE","to":"bob","if_version":7}""", "40000 Concurrency violation: Version required for sample SAMPLE is 7, but current version is 1")]
    [InlineData("""{"id":"SAMPLE","to":"bob","expires":1,"request_id":"too late"}""", "30001 Illegal input parameter: expires must be in the future and at most 365 days ahead")]
    public async Task Offer_WhatWillNotDo_IsRefused(string argument, string refusal)
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        (await CallAsync(server.Alice, "offer_sample", argument.Replace("SAMPLE", id, StringComparison.Ordinal)))
            .AssertRefused(refusal.Replace("SAMPLE", id, StringComparison.Ordinal));
        Assert.Empty((await server.Bob.MapAsync("SampleService.list_offers", "{}")).List("offers").Cast<JsonMap>().Where(offer => offer.Text("id") == id));
    }

    [Theory]
    [InlineData("accept_offer", """{"id":"SAMPLE"}""", "50080 No such offer: SAMPLE")]
    [InlineData("decline_offer", """{"id":"SAMPLE"}""", "50080 No such offer: SAMPLE")]
    [InlineData("cancel_offer", """{"id":"SAMPLE"}""", "20000 Unauthorized: User bob does not own sample SAMPLE")]
    [InlineData("leave_sample", """{"id":"SAMPLE"}""", "20000 Unauthorized: User bob has no entry in the ACLs of sample SAMPLE")]
    [InlineData("accept_offer", """{"id":"00000000-0000-0000-0000-000000000001"}""", "50080 No such offer: 00000000-0000-0000-0000-000000000001")]
    [InlineData("cancel_offer", """{"id":"00000000-0000-0000-0000-000000000001"}""", "50080 No such offer: 00000000-0000-0000-0000-000000000001")]
    [InlineData("leave_sample", """{"id":"00000000-0000-0000-0000-000000000001"}""", "50010 No such sample: 00000000-0000-0000-0000-000000000001")]
    [InlineData("accept_offer", """{"id":"SAMPLE","to":"bob"}""", "30001 Illegal input parameter: to is not known here")]
    [InlineData("decline_offer", """{"id":"SAMPLE","as_admin":true}""", "20000 Unauthorized: User bob does not have the necessary administration privileges to run method decline_offer")]
    [InlineData("list_offers", """{"direction":"mine"}""", "30001 Illegal input parameter: direction must be one of: to_me, by_me")]
    [InlineData("list_offers", """{"limit":0}""", "30001 Illegal input parameter: limit must be an integer from 1 to 1000")]
    [InlineData("list_offers", """{"cursor":"x"}""", "30001 Illegal input parameter: cursor is not valid here")]
    [InlineData("list_offers", """{"as_admin":true}""", "20000 Unauthorized: User bob does not have the necessary administration privileges to run method list_offers")]
    public async Task Answer_WhatIsNotTheCallers_IsRefused(string method, string argument, string refusal)
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        var (carol, _) = await server.NewUserAsync();
        await server.Alice.ResultAsync("SampleService.offer_sample", $$"""{"id":"{{id}}","to":"{{carol}}"}""");
        (await CallAsync(server.Bob, method, argument.Replace("SAMPLE", id, StringComparison.Ordinal))).AssertRefused(refusal.Replace("SAMPLE", id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Accept_Offer_IsSeenByEveryMethod()
    {
        var (bob, client) = await server.NewUserAsync();
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        var asked = $$"""{"id":"{{id}}"}""";
        // All that a process remembers of it is in its memory.
        foreach (var _ in new int[2])
            await server.Alice.ResultAsync("SampleService.get_sample", asked);
        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","write":["{{bob}}"]}""");
        await server.Alice.ResultAsync("SampleService.offer_sample", $$"""{"id":"{{id}}","to":"{{bob}}","keep":"read"}""");
        await client.ResultAsync("SampleService.accept_offer", asked);

        foreach (var one in new[] { server.Alice, client })
        {
            var acls = await one.MapAsync("SampleService.get_sample_acls", asked);
            Assert.Equal(
                (bob, 0, 0, "alice"), (acls.Text("owner"), acls.List("admin").Count, acls.List("write").Count, (string?)acls.List("read").Single()));
        }

        (await CallAsync(server.Alice, "update_sample_acls", $$"""{"id":"{{id}}","read":["bob"]}""")).AssertRefused($"20000 Unauthorized: User alice cannot administrate sample {id}");
        (await CallAsync(server.Alice, "create_sample", $$"""{"sample":{{SampleText.Next(id)}}}""")).AssertRefused($"20000 Unauthorized: User alice cannot write to sample {id}");
        (await CallAsync(client, "update_sample_acls", $$"""{"id":"{{id}}","read":["{{bob}}"]}""")).AssertRefused(
            $"20000 Unauthorized: ACLs for the sample owner {bob} may not be modified by a delta update.");
        (await CallAsync(client, "replace_sample_acls", $$$"""{"id":"{{{id}}}","acls":{"admin":["{{{bob}}}"]}}""")).AssertRefused(
            "30001 Illegal input parameter: The owner cannot be in any other ACL");
        await client.ResultAsync("SampleService.replace_sample_acls", $$$"""{"id":"{{{id}}}","acls":{"read":["alice"]}}""");

        var mine = $$$"""{"scope":"mine","filter":{"on":"id","in":["{{{id}}}"]}}""";
        var hit = (JsonMap)Assert.Single((await client.MapAsync("SampleService.find_samples", mine)).List("samples"))!;
        Assert.Equal((bob, "owner", 4), (hit.Text("owner"), hit.Text("level"), hit.Integer("acl_version")));
        Assert.Empty((await server.Alice.MapAsync("SampleService.find_samples", mine)).List("samples"));
        Assert.Single((await server.Alice.MapAsync("SampleService.find_samples", mine.Replace("mine", "shared", StringComparison.Ordinal))).List("samples"));

        var changed = (await client.MapAsync("SampleService.get_history", $$"""{"id":"{{id}}","kinds":["acls"]}""")).List("entries").Cast<JsonMap>().ElementAt(1);
        Assert.Equal(
            ("owner_changed", bob, 3, false), (changed.Text("what"), changed.Text("by"), changed.Integer("acl_version"), (bool)changed.Find("as_admin")!));
        Assert.Equal(
            [("alice", "owner", "read"), (bob, "write", "owner")],
            changed.List("users").Cast<JsonMap>().Select(user => (user.RequiredText("user"), user.RequiredText("from"), user.RequiredText("to"))));

        var why = await client.MapAsync("SampleService.explain_access", asked);
        var reason = (JsonMap)why.List("reasons")[0]!;
        Assert.Equal(("owner", "alice", changed.Long("at")), (reason.Text("via"), reason.Text("granted_by"), reason.Long("since")));
        var past = (JsonMap)(await client.MapAsync(
            "SampleService.get_state", $$$"""{"samples":[{"id":"{{{id}}}"}],"at":{{{changed.Long("at") - 1}}},"include":["acls"]}""")).List("samples")[0]!;
        Assert.Equal("alice", past.Map("acls")?.Text("owner") ?? past.Text("owner"));
    }

    [Fact]
    public async Task Events_OfOffers_AreToldToOwnerAndAddresseeAlone()
    {
        var (bob, client) = await server.NewUserAsync();
        var (carol, reader) = await server.NewUserAsync();
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        var after = (await server.Admin.MapAsync("SampleService.get_events", """{"as_admin":true,"limit":1}""")).Long("head");
        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","admin":["{{carol}}"]}""");
        await server.Alice.ResultAsync("SampleService.offer_sample", $$"""{"id":"{{id}}","to":"{{bob}}"}""");
        await client.ResultAsync("SampleService.decline_offer", $$"""{"id":"{{id}}"}""");

        async Task<IEnumerable<(string Type, string? By)>> SeenAsync(RpcClient by) =>
            (await by.MapAsync("SampleService.get_events", $$"""{"after":{{after}},"limit":1000}""")).List("events").Cast<JsonMap>()
                .Where(one => one.Text("sample") == id).Select(one => (one.RequiredText("type"), one.Text("by")));
        Assert.Equal([("ACL_CHANGE", "alice"), ("OFFER_CHANGE", "alice"), ("OFFER_CHANGE", bob)], await SeenAsync(server.Alice));
        // Who may not read the sample is told that there was something, and by nobody.
        Assert.Equal([("OFFER_CHANGE", null), ("OFFER_CHANGE", null)], await SeenAsync(client));
        Assert.Equal([("ACL_CHANGE", "alice")], await SeenAsync(reader));
        (await CallAsync(client, "get_events", $$"""{"sample":"{{id}}"}""")).AssertRefused($"20000 Unauthorized: User {bob} cannot read sample {id}");

        await server.Alice.ResultAsync("SampleService.offer_sample", $$"""{"id":"{{id}}","to":"{{bob}}","keep":"write"}""");
        await client.ResultAsync("SampleService.accept_offer", $$"""{"id":"{{id}}"}""");
        Assert.Equal([("ACL_CHANGE", null), ("OWNER_CHANGE", null)], await SeenAsync(server.Alice));
        Assert.Equal([("ACL_CHANGE", "alice"), ("OWNER_CHANGE", bob)], await SeenAsync(reader));
        Assert.Equal(["ACL_CHANGE", "OFFER_CHANGE", "OFFER_CHANGE", "OFFER_CHANGE", "OFFER_CHANGE", "OWNER_CHANGE"], (await SeenAsync(client)).Select(one => one.Type));
        var owner = (await client.MapAsync("SampleService.get_events", $$"""{"sample":"{{id}}","types":["OWNER_CHANGE"]}""")).List("events").Cast<JsonMap>().Single();
        Assert.Equal(3, owner.Integer("acl_version"));
    }

    [Fact]
    public async Task List_OfAnAddressee_TellsNoMoreThanNameAndMessage()
    {
        var (bob, client) = await server.NewUserAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await server.Alice.SaveAsync(SampleText.Small())).Id);
            await server.Alice.ResultAsync("SampleService.offer_sample", $$"""{"id":"{{ids[i]}}","to":"{{bob}}","keep":"none","message":" number {{i}} "}""");
        }

        (await CallAsync(client, "get_sample", $$"""{"id":"{{ids[0]}}"}""")).AssertRefused($"20000 Unauthorized: User {bob} cannot read sample {ids[0]}");
        var walked = new List<JsonMap>();
        string? cursor = null;
        do
        {
            var page = await client.MapAsync("SampleService.list_offers", $$"""{"limit":2,"cursor":{{(cursor is null ? "null" : $"\"{cursor}\"")}}}""");
            walked.AddRange(page.List("offers").Cast<JsonMap>());
            Assert.Null(page.Find("examined"));
            cursor = page.Text("next");
        }
        while (cursor is not null);
        Assert.Equal(ids.Order(StringComparer.Ordinal), walked.Select(offer => offer.Text("id")));
        Assert.All(walked, offer => Assert.Equal(["id", "from", "to", "keep", "message", "created", "expires", "name"], offer.Keys));
        Assert.Equal(("alice", bob, "none", "small"), (walked[0].Text("from"), walked[0].Text("to"), walked[0].Text("keep"), walked[0].Text("name")));
        Assert.Contains(walked, offer => offer.Text("message") == "number 3");
        Assert.Equal(30L * 24 * 3600 * 1000, walked[0].Long("expires") - walked[0].Long("created"));
        // A cursor is of one direction.
        var first = (await client.MapAsync("SampleService.list_offers", """{"limit":1}""")).Text("next");
        (await CallAsync(client, "list_offers", $$"""{"direction":"by_me","cursor":"{{first}}"}""")).AssertRefused("30001 Illegal input parameter: cursor belongs to a call with other arguments");

        var all = await server.Admin.MapAsync("SampleService.list_offers", """{"limit":1000,"as_admin":true}""");
        Assert.Superset(ids.ToHashSet(), all.List("offers").Cast<JsonMap>().Select(offer => offer.RequiredText("id")).ToHashSet());
        Assert.True(all.Integer("examined") >= ids.Count);
        Assert.Equal(
            ids.Count, (await server.Alice.MapAsync("SampleService.list_offers", """{"direction":"by_me","limit":1000}""")).List("offers").Cast<JsonMap>().Count(offer => offer.Text("to") == bob));
        await server.Alice.ResultAsync("SampleService.withdraw_sample", $$"""{"id":"{{ids[0]}}","reason":"a mistake"}""");
        Assert.Equal(ids.Count - 1, (await client.MapAsync("SampleService.list_offers", "{}")).List("offers").Count);
    }

    [Fact]
    public async Task Answer_AsAdministrator_IsThatOfTheAddressee()
    {
        var (bob, _) = await server.NewUserAsync();
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        var offer = await server.Admin.MapAsync("SampleService.offer_sample", $$"""{"id":"{{id}}","to":"{{bob}}","as_admin":true}""");
        Assert.Equal("alice", offer.Text("from"));
        (await CallAsync(server.Alice, "offer_sample", $$"""{"id":"{{id}}","to":"bob"}""")).AssertRefused($"60020 Offer exists: {id}");
        await server.Admin.ResultAsync("SampleService.accept_offer", $$"""{"id":"{{id}}","as_admin":true}""");
        var entry = (await server.Alice.MapAsync("SampleService.get_history", $$"""{"id":"{{id}}","kinds":["acls"]}""")).List("entries").Cast<JsonMap>().Single();
        Assert.Equal(("owner_changed", "admin", true), (entry.Text("what"), entry.Text("by"), (bool)entry.Find("as_admin")!));
        Assert.Equal(bob, (await server.Alice.MapAsync("SampleService.get_sample_acls", $$"""{"id":"{{id}}"}""")).Text("owner"));
        await server.Admin.ResultAsync("SampleService.leave_sample", $$"""{"id":"{{id}}","as_admin":true,"as_user":"alice"}""");
        (await CallAsync(server.Alice, "get_sample", $$"""{"id":"{{id}}"}""")).AssertRefused($"20000 Unauthorized: User alice cannot read sample {id}");
    }

    [Fact]
    public async Task Accept_UnderItsName_IsDoneOnce()
    {
        var (bob, client) = await server.NewUserAsync();
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        var offer = $$"""{"id":"{{id}}","to":"{{bob}}","request_id":"offer {{Interlocked.Increment(ref _names)}}"}""";
        var made = await CallAsync(server.Alice, "offer_sample", offer);
        Assert.Equal(made.Body, (await CallAsync(server.Alice, "offer_sample", offer)).Body);
        var accept = $$"""{"id":"{{id}}","request_id":"accept"}""";
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CallAsync(client, "accept_offer", accept)));
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(made.Body, (await CallAsync(server.Alice, "offer_sample", offer)).Body);
        (await CallAsync(client, "accept_offer", $$"""{"id":"{{id}}"}""")).AssertRefused($"50080 No such offer: {id}");
    }

    [Fact]
    public async Task Apply_OffersAndAnswers_AreThoseOfTheMethods()
    {
        var (bob, client) = await server.NewUserAsync();
        var done = await server.Alice.MapAsync(
            "SampleService.apply",
            $$$"""{"operations":[{"op":"create_sample","sample":{{{SampleText.Small()}}}},{"op":"offer_sample","id":"#0","to":"{{{bob}}}","message":"m"},{"op":"cancel_offer","id":"#0"},{"op":"offer_sample","id":"#0","to":"nobody"},{"op":"offer_sample","id":"#0","to":"{{{bob}}}"},{"op":"offer_sample","id":"{{{None}}}","to":"@lab"},{"op":"offer_sample","id":"{{{None}}}","to":"bob","expires":1,"request_id":"x"}],"atomic":false}""");
        var results = done.List("results").Cast<JsonMap>().ToArray();
        Assert.Equal([true, true, true, false, true, false, false], results.Select(result => (bool)result.Find("ok")!));
        Assert.Equal(("m", done.Long("at")), (results[1].Map("result")!.Text("message"), results[1].Map("result")!.Long("created")));
        Assert.Equal([50000, 30001, 30001], results.Select(result => result.Map("error")?.Integer("code")).OfType<int>());
        var id = results[0].Map("result")!.RequiredText("id");
        var answered = await client.MapAsync("SampleService.apply", $$"""{"operations":[{"op":"accept_offer","id":"{{id}}"},{"op":"offer_sample","id":"{{id}}","to":"alice","keep":"none"}]}""");
        Assert.True((bool)answered.Find("applied")!);
        await server.Alice.ResultAsync("SampleService.accept_offer", $$"""{"id":"{{id}}"}""");
        (await CallAsync(client, "get_sample", $$"""{"id":"{{id}}"}""")).AssertRefused($"20000 Unauthorized: User {bob} cannot read sample {id}");
    }

    private static Task<RpcAnswer> CallAsync(RpcClient client, string method, string argument) => client.CallAsync($"SampleService.{method}", argument);
}
