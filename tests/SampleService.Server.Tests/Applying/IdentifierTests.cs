using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Applying;

/// <summary>Identifiers as callers add, remove and resolve them, and where else they are seen.</summary>
public sealed class IdentifierTests(ApplyServer server) : IClassFixture<ApplyServer>
{
    private const string Add = "SampleService.add_identifier";
    private const string Remove = "SampleService.remove_identifier";
    private const string Resolve = "SampleService.resolve_identifiers";
    private const string None = "00000000-0000-0000-0000-000000000001";

    private static int _names;

    [Theory]
    [InlineData("null", null)]
    [InlineData("""{"id":"SAMPLE","namespace":"igsn","value":"X","version":1}""", "30001 Illegal input parameter: version is not known here")]
    [InlineData("""{"namespace":"igsn"}""", "30000 Missing input parameter: id")]
    [InlineData("""{"id":"#0","namespace":"igsn"}""", "30001 Illegal input parameter: id #0 must be a UUID string")]
    [InlineData("""{"id":"SAMPLE","node":" ","namespace":1}""", "30000 Missing input parameter: node")]
    [InlineData("""{"id":"SAMPLE","node":1}""", "30001 Illegal input parameter: node must be a string")]
    [InlineData("""{"id":"SAMPLE"}""", "30000 Missing input parameter: namespace")]
    [InlineData("""{"id":"SAMPLE","namespace":1}""", "30001 Illegal input parameter: namespace must be a string")]
    [InlineData("""{"id":"SAMPLE","namespace":"IGSN"}""", "30001 Illegal input parameter: IGSN is not a namespace")]
    [InlineData("""{"id":"SAMPLE","namespace":"igsn"}""", "30000 Missing input parameter: value")]
    [InlineData("""{"id":"SAMPLE","namespace":"igsn","value":"a b"}""", "30001 Illegal input parameter: a b is not a valid igsn identifier")]
    [InlineData("""{"id":"SAMPLE","namespace":"~\ud800","value":"x"}""", null)]
    [InlineData("""{"id":"SAMPLE","namespace":"~alice","value":" "}""", null)]
    [InlineData("""{"id":"SAMPLE","namespace":"igsn","value":"X","if_version":0}""", "30001 Illegal input parameter: if_version must be an integer from 1 to 2147483647")]
    [InlineData("""{"id":"SAMPLE","namespace":"igsn","value":"X","request_id":1}""", "30001 Illegal input parameter: request_id must be a string")]
    [InlineData("""{"id":"SAMPLE","namespace":"igsn","value":"X","as_admin":1}""", "30001 Illegal input parameter: as_admin must be true or false")]
    [InlineData("""{"id":"SAMPLE","namespace":"igsn","value":"X","as_admin":true}""", "20000 Unauthorized: User alice does not have the necessary administration privileges to run method add_identifier")]
    [InlineData("""{"id":"00000000-0000-0000-0000-000000000001","namespace":"~bob","value":"X"}""", "50010 No such sample: 00000000-0000-0000-0000-000000000001")]
    [InlineData("""{"id":"SAMPLE","namespace":"~bob","value":"X","node":"none"}""", "20000 Unauthorized: User alice cannot use namespace ~bob")]
    [InlineData("""{"id":"SAMPLE","namespace":"@soil-lab","value":"X"}""", "20000 Unauthorized: User alice cannot use namespace @soil-lab")]
    [InlineData("""{"id":"SAMPLE","namespace":"~alice","value":"X","node":"none"}""", "50030 No such sample node: SAMPLE ver 1 none")]
    public async Task Add_ParameterThatWillNotDo_IsRefused(string argument, string? refusal)
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        var answer = await server.Alice.CallAsync(Add, argument.Replace("SAMPLE", id, StringComparison.Ordinal));
        if (refusal is not null)
            answer.AssertRefused(refusal.Replace("SAMPLE", id, StringComparison.Ordinal));
        else
            Assert.NotEqual(200, answer.Status);
    }

    [Theory]
    [InlineData("""{"identifiers":[]}""", "30001 Illegal input parameter: identifiers must have 1 to 1000 items")]
    [InlineData("""{"identifiers":[1]}""", "30001 Illegal input parameter: identifiers[0] must be a structure")]
    [InlineData("""{"identifiers":[{"namespace":"igsn"}]}""", "30000 Missing input parameter: identifiers[0].value")]
    [InlineData("""{"identifiers":[{"namespace":"igsn","value":"X"},{"namespace":"ns","value":"X"}]}""", "30001 Illegal input parameter: ns is not a namespace")]
    [InlineData("""{"identifiers":[{"namespace":"doi","value":"X"}]}""", "30001 Illegal input parameter: X is not a valid doi identifier")]
    [InlineData("""{"identifiers":[{"namespace":"doi","value":"10.1234/x","node":1}]}""", "30001 Illegal input parameter: identifiers[0].node is not known here")]
    [InlineData("""{"identifiers":[{"namespace":"doi","value":"10.1234/x"}],"include":["x"]}""", "30001 Illegal input parameter: include[0] must be one of: sample, acls, links, relations, identifiers")]
    public async Task Resolve_ParameterThatWillNotDo_IsRefused(string argument, string refusal) =>
        (await server.Alice.CallAsync(Resolve, argument)).AssertRefused(refusal);

    [Fact]
    public async Task Add_ByItself_IsSeenByEveryMethodThatShowsIdentifiers()
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        var name = NewName();
        var added = await server.Alice.MapAsync(Add, $$"""{"id":"{{id}}","node":"root","namespace":"igsn","value":"igsn:{{name}}"}""");
        var kept = $"10.58052/{name.ToUpperInvariant()}";
        Assert.Equal(("igsn", kept, id, "root", "alice"), (added.Text("namespace"), added.Text("value"), added.Text("id"), added.Text("node"), added.Text("addedby")));
        Assert.Equal(JsonText.Write(added), JsonText.Write(await server.Alice.MapAsync(Add, $$"""{"id":"{{id}}","node":"root","namespace":"igsn","value":"{{kept}}"}""")));

        var state = await server.Alice.MapAsync("SampleService.get_state", $$"""{"samples":[{"id":"{{id}}"}],"include":["identifiers"]}""");
        Assert.Equal(JsonText.Write(added), JsonText.Write(Assert.Single(((JsonMap)state.List("samples")[0]!).List("identifiers"))));
        var found = await server.Alice.MapAsync(
            "SampleService.find_samples", $$$"""{"filter":{"on":"identifier","namespace":"igsn","eq":"{{{name}}}"},"include":["identifiers"]}""");
        Assert.Equal(JsonText.Write(added), JsonText.Write(Assert.Single(((JsonMap)Assert.Single(found.List("samples"))!).List("identifiers"))));

        await server.Alice.ResultAsync(Remove, $$"""{"namespace":"igsn","value":"{{name}}"}""");
        var entries = (await server.Alice.MapAsync("SampleService.get_history", $$"""{"id":"{{id}}","kinds":["identifiers"]}""")).List("entries").Cast<JsonMap>().ToArray();
        Assert.Equal(["added", "removed"], entries.Select(entry => entry.Text("what")));
        Assert.Equal(("alice", kept), (entries[1].Map("identifier")!.Text("removedby"), entries[1].Map("identifier")!.Text("value")));
        var events = (await server.Alice.MapAsync("SampleService.get_events", $$"""{"sample":"{{id}}","types":["IDENTIFIER_CHANGE"]}""")).List("events").Cast<JsonMap>();
        Assert.Equal([$"igsn:{kept}", $"igsn:{kept}"], events.Select(told => told.Text("identifier")));
        Assert.Empty((await server.Alice.MapAsync("SampleService.find_samples", $$$"""{"filter":{"on":"identifier","namespace":"igsn","eq":"{{{name}}}"}}""")).List("samples"));
        (await server.Alice.CallAsync(Remove, $$"""{"namespace":"igsn","value":"{{name}}"}""")).AssertRefused($"50100 No such identifier: igsn:{kept}");
    }

    [Fact]
    public async Task Resolve_UnknownAndUnreadable_AreTheSame()
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        var name = NewName();
        await server.Alice.ResultAsync(Add, $$"""{"id":"{{id}}","namespace":"doi","value":"10.1234/{{name}}"}""");
        string Asked(string value) => $$"""{"identifiers":[{"namespace":"doi","value":"https://doi.org/10.1234/{{value}}"}],"include":["sample","acls","links","relations","identifiers"]}""";
        var other = NewName();
        foreach (var client in (RpcClient[])[server.Bob, server.Anonymous])
            Assert.Equal(
                (await client.CallAsync(Resolve, Asked(other))).Body.Replace(other, name, StringComparison.Ordinal),
                (await client.CallAsync(Resolve, Asked(name))).Body);

        // Taken, and of somebody else: that much is told, and no more.
        var (bobs, _) = await server.Bob.SaveAsync(SampleText.Small());
        (await server.Bob.CallAsync(Add, $$"""{"id":"{{bobs}}","namespace":"doi","value":"10.1234/{{name}}"}""")).AssertRefused($"60040 Identifier in use: doi:10.1234/{name}");
        (await server.Bob.CallAsync(Remove, $$"""{"namespace":"doi","value":"10.1234/{{name}}"}""")).AssertRefused($"50100 No such identifier: doi:10.1234/{name}");
        (await server.Bob.CallAsync(Remove, $$"""{"namespace":"doi","value":"10.1234/{{other}}"}""")).AssertRefused($"50100 No such identifier: doi:10.1234/{other}");

        var seen = (JsonMap)Assert.Single((await server.Alice.MapAsync(Resolve, Asked(name))).List("resolved"))!;
        Assert.Equal((id, 1, false), (seen.Text("id"), seen.Integer("version"), seen.Find("withdrawn")));
        Assert.Equal("small", seen.Map("state")!.Map("sample")!.Text("name"));
        Assert.Single(seen.Map("state")!.List("identifiers"));
        var admins = (JsonMap)Assert.Single((await server.Admin.MapAsync(Resolve, Asked(name)[..^1] + ",\"as_admin\":true}")).List("resolved"))!;
        Assert.Equal(id, admins.Text("id"));
        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","public_read":1}""");
        Assert.Equal(id, ((JsonMap)Assert.Single((await server.Anonymous.MapAsync(Resolve, Asked(name))).List("resolved"))!).Text("id"));
    }

    [Fact]
    public async Task Add_AsAdministratorForAUser_CountsForTheUser()
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        var name = NewName();
        var added = await server.Admin.MapAsync(Add, $$"""{"id":"{{id}}","namespace":"~alice","value":"{{name}}","as_admin":true,"as_user":"alice"}""");
        Assert.Equal("alice", added.Text("addedby"));
        (await server.Admin.CallAsync(Add, $$"""{"id":"{{id}}","namespace":"~alice","value":"x {{name}}","as_admin":true}"""))
            .AssertRefused("20000 Unauthorized: User admin cannot use namespace ~alice");
    }

    [Fact]
    public async Task Apply_SampleWithIdentifiers_IsDoneOnceUnderItsName()
    {
        var name = NewName();
        var call = $$$"""{"request_id":"{{{name}}}","operations":[{"op":"create_sample","sample":{{{SampleText.Small()}}}},{"op":"add_identifier","id":"#0","node":"root","namespace":"biosample","value":"samn{{{name[4..]}}}"},{"op":"add_identifier","id":"{{{None}}}","namespace":"~alice","value":"{{{name}}}"}],"atomic":false}""";
        var first = await server.Alice.CallAsync("SampleService.apply", call);
        var results = ((JsonMap)first.Result!).List("results").Cast<JsonMap>().ToArray();
        Assert.Equal([true, true, false], results.Select(result => result.Find("ok")));
        Assert.Equal($"SAMN{name[4..]}", results[1].Map("result")!.Text("value"));
        Assert.Equal(first.Body, (await server.Alice.CallAsync("SampleService.apply", call)).Body);
    }

    private static string NewName() => $"name{Interlocked.Increment(ref _names)}";
}
