using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Applying;

/// <summary>Relations as callers add, end and follow them.</summary>
public sealed class RelationTests(ApplyServer server) : IClassFixture<ApplyServer>
{
    private const string Add = "SampleService.add_relation";
    private const string End = "SampleService.end_relation";
    private const string Lineage = "SampleService.get_lineage";
    private const string None = "00000000-0000-0000-0000-000000000001";

    [Theory]
    [InlineData("""{"type":"x"}""", "30001 Illegal input parameter: type must be one of: derived_from, aliquot_of, part_of, pooled_from, same_as, related_to")]
    [InlineData("""{"type":"part_of"}""", "30000 Missing input parameter: from")]
    [InlineData("""{"type":"part_of","from":1}""", "30001 Illegal input parameter: from must be a structure")]
    [InlineData("""{"type":"part_of","from":{}}""", "30000 Missing input parameter: from.id")]
    [InlineData("""{"type":"part_of","from":{"id":"SAMPLE","x":1}}""", "30001 Illegal input parameter: from.x is not known here")]
    [InlineData("""{"type":"part_of","from":{"id":"#0"}}""", "30001 Illegal input parameter: from.id #0 must be a UUID string")]
    [InlineData("""{"type":"part_of","from":{"id":"SAMPLE","version":0}}""", "30001 Illegal input parameter: Illegal version argument: 0")]
    [InlineData("""{"type":"part_of","from":{"id":"SAMPLE","node":"root"}}""", "30001 Illegal input parameter: from.node needs from.version")]
    [InlineData("""{"type":"part_of","from":{"id":"SAMPLE","version":1,"node":" "}}""", "30000 Missing input parameter: from.node")]
    [InlineData("""{"type":"part_of","from":{"id":"SAMPLE"},"to":{"id":"x"}}""", "30001 Illegal input parameter: to.id x must be a UUID string")]
    [InlineData("""{"type":"part_of","from":{"id":"SAMPLE"},"to":{"id":"SAMPLE"},"as_admin":true}""", "20000 Unauthorized: User alice does not have the necessary administration privileges to run method add_relation")]
    [InlineData("""{"type":"part_of","from":{"id":"SAMPLE"},"to":{"id":"SAMPLE"}}""", "30001 Illegal input parameter: from and to are the same sample")]
    [InlineData("""{"type":"part_of","from":{"id":"SAMPLE"},"to":{"id":"00000000-0000-0000-0000-000000000001"}}""", "50010 No such sample: 00000000-0000-0000-0000-000000000001")]
    public async Task Add_ParameterThatWillNotDo_IsRefused(string argument, string refusal)
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        (await server.Alice.CallAsync(Add, argument.Replace("SAMPLE", id, StringComparison.Ordinal))).AssertRefused(refusal);
    }

    [Theory]
    [InlineData("""{"ids":[]}""", "30001 Illegal input parameter: ids must have 1 to 100 items")]
    [InlineData("""{"ids":["x"]}""", "30001 Illegal input parameter: ids[0] x must be a UUID string")]
    [InlineData("""{"ids":["00000000-0000-0000-0000-000000000001"],"direction":"up"}""", "30001 Illegal input parameter: direction must be one of: ancestors, descendants, both")]
    [InlineData("""{"ids":["00000000-0000-0000-0000-000000000001"],"types":["x"]}""", "30001 Illegal input parameter: types[0] must be one of: derived_from, aliquot_of, part_of, pooled_from, same_as, related_to")]
    [InlineData("""{"ids":["00000000-0000-0000-0000-000000000001"],"depth":51}""", "30001 Illegal input parameter: depth must be an integer from 1 to 50")]
    [InlineData("""{"ids":["00000000-0000-0000-0000-000000000001"],"at":"x"}""", "30001 Illegal input parameter: key 'at' value of 'x' is not a valid epoch millisecond timestamp")]
    [InlineData("""{"ids":["00000000-0000-0000-0000-000000000001"],"limit":0}""", "30001 Illegal input parameter: limit must be an integer from 1 to 10000")]
    [InlineData("""{"ids":["00000000-0000-0000-0000-000000000001"]}""", "50010 No such sample: 00000000-0000-0000-0000-000000000001")]
    public async Task Lineage_ParameterThatWillNotDo_IsRefused(string argument, string refusal) =>
        (await server.Alice.CallAsync(Lineage, argument)).AssertRefused(refusal);

    [Fact]
    public async Task Add_ToASampleOfSomebodyElse_IsSeenFromTheFirstAlone()
    {
        var (core, _) = await server.Alice.SaveAsync(SampleText.Small("core"));
        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{core}}","read":["bob"]}""");
        var (part, _) = await server.Bob.SaveAsync(SampleText.Small("part"));
        var added = await server.Bob.MapAsync(Add, Ends("aliquot_of", part, core));
        Assert.Equal(JsonText.Write(added), JsonText.Write(await server.Bob.MapAsync(Add, Ends("aliquot_of", part, core))));
        (await server.Alice.CallAsync(Add, Ends("part_of", core, part))).AssertRefused($"20000 Unauthorized: User alice cannot read sample {part}");

        var state = await server.Bob.MapAsync("SampleService.get_state", $$"""{"samples":[{"id":"{{part}}"},{"id":"{{core}}"}],"include":["relations"]}""");
        Assert.Equal([1, 0], state.List("samples").Cast<JsonMap>().Select(one => one.List("relations").Count));
        // To those who may read the other one alone it does not exist, but it counts where it would close a circle.
        Assert.Single((await server.Alice.MapAsync(Lineage, $$"""{"ids":["{{core}}"],"direction":"descendants"}""")).List("nodes"));
        (await server.Alice.CallAsync(End, $$"""{"relation":"{{added.Text("relation")}}"}""")).AssertRefused($"50090 No such relation: {added.Text("relation")}");
        await server.Bob.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{part}}","read":["alice"]}""");
        (await server.Alice.CallAsync(Add, Ends("part_of", core, part))).AssertRefused($"60030 Relation not possible: {core} part_of {part} would close a circle");
        (await server.Alice.CallAsync(End, $$"""{"relation":"{{added.Text("relation")}}"}""")).AssertRefused($"20000 Unauthorized: User alice cannot write to sample {part}");

        // Without the right to read the other one it is hidden.
        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{core}}","remove":["bob"]}""");
        state = await server.Bob.MapAsync("SampleService.get_state", $$"""{"samples":[{"id":"{{part}}"}],"include":["relations"]}""");
        Assert.Equal(["hidden"], ((JsonMap)((JsonMap)state.List("samples")[0]!).List("relations")[0]!).Map("to")!.Select(member => member.Key));
        var lineage = await server.Bob.MapAsync(Lineage, $$"""{"ids":["{{part}}"]}""");
        Assert.Equal((1, 1, true), (lineage.List("nodes").Count, lineage.Integer("hidden"), lineage.Find("complete")));
        (await server.Bob.CallAsync(Lineage, $$"""{"ids":["{{part}}","{{core}}"]}""")).AssertRefused($"20000 Unauthorized: User bob cannot read sample {core}");

        await server.Bob.ResultAsync(End, $$"""{"relation":"{{added.Text("relation")}}"}""");
        var entries = (await server.Bob.MapAsync("SampleService.get_history", $$"""{"id":"{{part}}","kinds":["relations"]}""")).List("entries").Cast<JsonMap>();
        Assert.Equal(["added", "ended"], entries.Select(entry => entry.Text("what")));
        var events = (await server.Bob.MapAsync("SampleService.get_events", $$"""{"sample":"{{part}}","types":["RELATION_CHANGE"]}""")).List("events").Cast<JsonMap>();
        Assert.Equal([added.Text("relation"), added.Text("relation")], events.Select(told => told.Text("relation")));
    }

    [Fact]
    public async Task Apply_SampleWithItsOrigin_IsFoundByItAndFollowedAtAnyMoment()
    {
        var (core, _) = await server.Alice.SaveAsync(SampleText.Small("core"));
        var before = (await server.Alice.MapAsync(Lineage, $$"""{"ids":["{{core}}"]}""")).Long("at");
        var answer = await server.Alice.MapAsync(
            "SampleService.apply",
            $$$"""{"operations":[{"op":"create_sample","sample":{{{SampleText.Small("part")}}}},{"op":"add_relation","type":"part_of","from":{"id":"#0","node":"root"},"to":{"id":"{{{core}}}","version":1,"node":"root"},"if_version":1},{"op":"add_relation","type":"part_of","from":{"id":"#9"},"to":{"id":"{{{None}}}"}}],"atomic":false}""");
        var results = answer.List("results").Cast<JsonMap>().ToArray();
        var part = results[0].Map("result")!.RequiredText("id");
        Assert.Equal((part, 1), (results[1].Map("result")!.Map("from")!.Text("id"), results[1].Map("result")!.Map("from")!.Integer("version")));
        Assert.Equal("Sample service error code 30001 Illegal input parameter: from.id names no earlier create_sample operation", results[2].Map("error")!.Text("message"));

        var found = await server.Alice.MapAsync("SampleService.find_samples", $$$"""{"filter":{"on":"relation","type":"part_of","to":"{{{core}}}"}}""");
        Assert.Equal(part, ((JsonMap)Assert.Single(found.List("samples"))!).Text("id"));
        string Asked(string more) => $$"""{"ids":["{{core}}"],"direction":"descendants"{{more}}}""";
        Assert.Equal(2, (await server.Alice.MapAsync(Lineage, Asked(""))).List("nodes").Count);
        Assert.Equal(2, (await server.Alice.MapAsync(Lineage, Asked($",\"at\":{answer.Long("at")}"))).List("nodes").Count);
        Assert.Single((await server.Alice.MapAsync(Lineage, Asked($",\"at\":{before - 1}").Replace("descendants", "both", StringComparison.Ordinal))).List("nodes"));
        (await server.Alice.CallAsync(Lineage, $$"""{"ids":["{{part}}"],"at":1000}""")).AssertRefused($"50010 No such sample: {part} at 1000");
        await server.Alice.ResultAsync("SampleService.withdraw_sample", $$"""{"id":"{{core}}","reason":"a mistake"}""");
        var nodes = (await server.Alice.MapAsync(Lineage, $$"""{"ids":["{{part}}"]}""")).List("nodes").Cast<JsonMap>();
        Assert.Equal([("part", 0, false), ("core", 1, true)], nodes.Select(node => (node.Text("name")!, node.Integer("depth"), (bool)node.Find("withdrawn")!)));
    }

    private static string Ends(string type, string from, string to) => $$$"""{"type":"{{{type}}}","from":{"id":"{{{from}}}"},"to":{"id":"{{{to}}}"}}""";
}
