using System.Diagnostics;
using System.Text.Json.Nodes;
using SampleService.Server.Tests.Applying;
using SampleService.Server.Tests.RealData;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Exporting;

/// <summary>What <c>export_samples</c> tells of samples, and that it is linked data.</summary>
public sealed class ExportTests(ApplyServer server) : IClassFixture<ApplyServer>
{
    private const string Method = "SampleService.export_samples";
    private const string All = ",\"include\":[\"links\",\"relations\"]";

    public static TheoryData<string> Formats => ["json-ld", "ro-crate"];

    [Theory]
    [InlineData("null", null)]
    [InlineData("""{"sample":[]}""", "30001 Illegal input parameter: sample is not known here")]
    [InlineData("""{"samples":[{"id":"SAMPLE","node":"a"}]}""", "30001 Illegal input parameter: samples[0].node is not known here")]
    [InlineData("""{"samples":[],"format":1}""", "30001 Illegal input parameter: samples must have 1 to 1000 items")]
    [InlineData("""{"samples":{}}""", "30001 Illegal input parameter: samples must be a list")]
    [InlineData("""{"samples":["SAMPLE"]}""", "30001 Illegal input parameter: samples[0] must be a structure")]
    [InlineData("""{"samples":[{}]}""", "30000 Missing input parameter: samples[0].id")]
    [InlineData("""{"samples":[{"id":"x"}],"scope":1}""", "30001 Illegal input parameter: samples[0].id x must be a UUID string")]
    [InlineData("""{"samples":[{"id":"SAMPLE","version":0}]}""", "30001 Illegal input parameter: Illegal version argument: 0")]
    [InlineData("""{"samples":[{"id":"SAMPLE"},{"id":"SAMPLE","version":1}]}""", "30001 Illegal input parameter: samples[1] names another version of a sample that is named before")]
    [InlineData("""{"filter":{},"scope":1}""", "30001 Illegal input parameter: filter must have exactly one of: all, any, not, same_node, on")]
    [InlineData("""{"scope":"ours","format":1}""", "30001 Illegal input parameter: scope must be one of: mine, shared, public, readable, all")]
    [InlineData("""{"samples":[{"id":"SAMPLE"}],"scope":"mine","format":1}""", "30001 Illegal input parameter: samples goes with neither scope nor filter")]
    [InlineData("""{"format":"rdf","include":1}""", "30001 Illegal input parameter: format must be one of: json-ld, ro-crate")]
    [InlineData("""{"include":["sample"],"limit":0}""", "30001 Illegal input parameter: include[0] must be one of: links, relations")]
    [InlineData("""{"include":["links","links","links"]}""", "30001 Illegal input parameter: include must have 0 to 2 items")]
    [InlineData("""{"limit":1001}""", "30001 Illegal input parameter: limit must be an integer from 1 to 1000")]
    [InlineData("""{"cursor":"x","as_admin":1}""", "30001 Illegal input parameter: cursor is not valid here")]
    [InlineData("""{"as_admin":1}""", "30001 Illegal input parameter: as_admin must be true or false")]
    [InlineData("""{"as_admin":true}""", "20000 Unauthorized: User alice does not have the necessary administration privileges to run method export_samples")]
    [InlineData("""{"scope":"all"}""", "30001 Illegal input parameter: scope all needs as_admin")]
    [InlineData("""{"filter":{"not":{"on":"name","eq":"x"}}}""", "30001 Illegal input parameter: filter has no condition that an index serves; add one, or take scope mine or shared")]
    [InlineData("""{"samples":[{"id":"SAMPLE"},{"id":"00000000-0000-0000-0000-000000000001"}]}""", "50010 No such sample: 00000000-0000-0000-0000-000000000001")]
    [InlineData("""{"samples":[{"id":"SAMPLE","version":2}]}""", "50020 No such sample version: SAMPLE ver 2")]
    public async Task Export_ParameterThatWillNotDo_IsRefused(string argument, string? refusal)
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        var answer = await server.Alice.CallAsync(Method, argument.Replace("SAMPLE", id, StringComparison.Ordinal));
        if (refusal is not null)
            answer.AssertRefused(refusal.Replace("SAMPLE", id, StringComparison.Ordinal));
        else
            Assert.Equal("params cannot be None", answer.Message);
    }

    [Fact]
    public async Task Export_AnonymousAsksForTheirOwn_IsRefused()
    {
        (await server.Anonymous.CallAsync(Method, """{"scope":"mine"}""")).AssertRefused("20000 Unauthorized: Anonymous users have no samples of their own");
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        (await server.Anonymous.CallAsync(Method, Named(id))).AssertRefused($"20000 Unauthorized: Anonymous users cannot read sample {id}");
        (await server.Bob.CallAsync(Method, Named(id))).AssertRefused($"20000 Unauthorized: User bob cannot read sample {id}");
        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","public_read":1}""");
        Assert.Equal(2, (await ExportAsync(server.Anonymous, Named(id, All))).Graph.Count);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Export_SampleWithAllThereIs_SaysWhatThePageSays(string format)
    {
        var world = await NewWorldAsync();

        var document = await ExportAsync(server.Alice, Named(world.Id, $",\"format\":\"{format}\"{All}"));

        Assert.Empty(document.FindFaults());
        var (conforms, derived) = document.IsCrate ? ("conformsTo", "wasDerivedFrom") : ("dct:conformsTo", "prov:wasDerivedFrom");
        var sample = document[$"urn:uuid:{world.Id}"];
        Assert.Equal("""["Sample","sosa:Sample"]""", sample["@type"]!.ToJsonString());
        Assert.Equal("https://bioschemas.org/profiles/Sample/0.3-DRAFT", (string)sample[conforms]!["@id"]!);
        Assert.Equal(("core", 2), ((string)sample["name"]!, (int)sample["version"]!));
        Assert.Equal(world.Id, (string)sample["identifier"]![0]!);
        Assert.Equal($"urn:uuid:{world.Other}", (string)sample[derived]!["@id"]!);
        Assert.Equal(
            [$"\"https://doi.org/10.58052/{world.Igsn}\"", $"{{\"@id\":\"urn:uuid:{world.Other}\"}}"],
            sample["sameAs"]!.AsArray().Select(one => document.IsCrate || one!["@id"]!.ToString().StartsWith("urn:", StringComparison.Ordinal) ? one!.ToJsonString() : one["@id"]!.ToJsonString()));
        var identifier = Part(document, sample["identifier"]![1]!);
        Assert.Equal(("PropertyValue", "igsn", $"10.58052/{world.Igsn}"), ((string)identifier["@type"]!, (string)identifier["propertyID"]!, (string)identifier["value"]!));
        Assert.Equal("alice", (string)Part(document, sample["creator"]!)["name"]!);

        var node = document[$"urn:uuid:{world.Id}#part%201%2F2"];
        Assert.Equal($"urn:uuid:{world.Id}#root", (string)node["isPartOf"]!["@id"]!);
        Assert.Equal($"urn:uuid:{world.Id}", (string)document[$"urn:uuid:{world.Id}#root"]["isPartOf"]!["@id"]!);
        Assert.Equal(("SubSample", "part 1/2"), ((string)node["additionalType"]!, (string)node["name"]!));
        Assert.Equal($"urn:uuid:{world.Other}#root", (string)node["sosa:isSampleOf"]!["@id"]!);
        var values = node["additionalProperty"]!.AsArray().Select(value => Part(document, value!)).ToDictionary(value => (string)value["name"]!);
        Assert.Equal(["depth", "site: lat", "site: where"], values.Keys.Order());
        Assert.Equal(("depth", "2.50", "m"), ((string)values["depth"]["propertyID"]!, values["depth"]["value"]!.ToJsonString(), (string)values["depth"]["unitText"]!));
        Assert.Equal(("site", "where", "true", null), ((string)values["site: where"]["propertyID"]!, (string)values["site: where"]["alternateName"]!, values["site: where"]["value"]!.ToJsonString(), values["site: where"]["unitText"]));

        var linked = Part(document, node["subjectOf"]!);
        Assert.Equal(("Dataset", world.Upa, $"{world.Upa}:column 1", "column 1"), ((string)linked["@type"]!, (string)linked["identifier"]!, (string)linked["name"]!, (string)linked["alternateName"]!));
        if (document.IsCrate)
            AssertCrate(document, [$"urn:uuid:{world.Id}"]);
        else
            Assert.Equal([$"urn:uuid:{world.Other}", $"urn:uuid:{world.Other}#root", $"urn:uuid:{world.Id}", $"urn:uuid:{world.Id}#part%201%2F2", $"urn:uuid:{world.Id}#root"],
                document.Graph.Select(entity => (string)entity["@id"]!));

        var bare = await ExportAsync(server.Alice, Named(world.Id, $",\"format\":\"{format}\""));
        Assert.DoesNotContain(world.Other, bare.Json.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(world.Upa, bare.Json.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Export_SameState_GivesTheSameBytes(string format)
    {
        var world = await NewWorldAsync();
        var named = Named(world.Id, $",\"format\":\"{format}\"{All}");
        var first = await server.Alice.CallAsync(Method, named);

        // Asked for by somebody else who may see as much, found, and named in another order.
        Assert.Equal(first.Body, (await server.Alice.CallAsync(Method, named)).Body);
        Assert.Equal(first.Body, (await server.Admin.CallAsync(Method, named.Insert(1, "\"as_admin\":true,"))).Body);
        Assert.Equal(first.Body, (await server.Alice.CallAsync(Method, $$$"""{"filter":{"on":"id","in":["{{{world.Id}}}"]},"format":"{{{format}}}"{{{All}}}}""")).Body);
        var both = $$"""{"samples":[{"id":"{{world.Id}}"},{"id":"{{world.Other}}"}],"format":"{{format}}"{{All}}}""";
        var turned = $$"""{"samples":[{"id":"{{world.Other}}","version":1},{"id":"{{world.Id}}","version":2},{"id":"{{world.Other}}","version":1}],"format":"{{format}}"{{All}}}""";
        Assert.Equal((await server.Alice.CallAsync(Method, both)).Body, (await server.Alice.CallAsync(Method, turned)).Body);
    }

    [Fact]
    public async Task Export_WhatTheCallerMayNotSee_IsNotThere()
    {
        var world = await NewWorldAsync();
        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{world.Id}}","read":["bob"]}""");

        foreach (var format in new[] { "json-ld", "ro-crate" })
        {
            var document = await ExportAsync(server.Bob, Named(world.Id, $",\"format\":\"{format}\"{All}"));
            Assert.Empty(document.FindFaults());
            var text = document.Json["@graph"]!.ToJsonString();
            Assert.Contains(world.Igsn, text, StringComparison.Ordinal);
            Assert.DoesNotContain(world.Other, text, StringComparison.Ordinal);
            Assert.DoesNotContain(world.Upa, text, StringComparison.Ordinal);
            Assert.DoesNotContain("subjectOf", text, StringComparison.Ordinal);
        }

        // What others say of a sample is theirs to tell.
        var origin = await ExportAsync(server.Alice, Named(world.Other, All));
        Assert.DoesNotContain("wasDerivedFrom", origin.Json["@graph"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal($"urn:uuid:{world.Id}", (string)origin[$"urn:uuid:{world.Other}"]["sameAs"]!["@id"]!);
        await server.Alice.ResultAsync("SampleService.withdraw_sample", $$"""{"id":"{{world.Other}}","reason":"a mistake"}""");
        (await server.Alice.CallAsync(Method, Named(world.Other))).AssertRefused($"50010 No such sample: {world.Other}");
        Assert.DoesNotContain(
            (await ExportAsync(server.Alice, """{"scope":"mine"}""")).Graph, entity => (string)entity["@id"]! == $"urn:uuid:{world.Other}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task Export_Pages_HaveEachSampleOnce(int limit)
    {
        var (_, client) = await server.NewUserAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Add((await client.SaveAsync(SampleText.Small($"core {i}"))).Id);
        var named = string.Join(',', ids.Select(id => $$"""{"id":"{{id}}"}"""));
        foreach (var choice in new[] { "\"scope\":\"mine\"", "\"filter\":{\"on\":\"name\",\"prefix\":\"core\"},\"scope\":\"mine\"", $"\"samples\":[{named}]" })
        {
            var found = new List<string>();
            var cursor = "";
            do
            {
                var page = await client.MapAsync(Method, $$"""{{{choice}},"format":"ro-crate","limit":{{limit}}{{cursor}}}""");
                var document = new LinkedDocument(JsonNode.Parse(JsonText.Write(page.Map("document")!))!);
                Assert.Empty(document.FindFaults());
                var mentions = document["./"]["mentions"];
                var samples = (mentions is JsonArray many ? many.Select(one => (string)one!["@id"]!) : mentions is null ? [] : [(string)mentions["@id"]!]).ToArray();
                AssertCrate(document, samples);
                Assert.InRange(samples.Length, 0, limit);
                found.AddRange(samples);
                cursor = page.Text("next") is { } next ? $",\"cursor\":\"{next}\"" : "";
            }
            while (cursor.Length > 0);
            Assert.Equal(ids.Select(id => $"urn:uuid:{id}").Order(), found.Order());
        }
    }

    [Fact]
    public async Task Export_MoreThanADocumentHolds_EndsWithTheLastThatFits()
    {
        var (_, client) = await server.NewUserAsync();
        var ids = new List<string>();
        for (var i = 0; i < 25; i++)
            ids.Add((await client.SaveAsync(SampleText.OfSize(700_000))).Id);
        foreach (var choice in new[] { "\"scope\":\"mine\"", $"\"samples\":[{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}"}"""))}]" })
        {
            var found = new List<string>();
            var cursor = "";
            do
            {
                var answer = await client.CallAsync(Method, $$"""{{{choice}}{{cursor}}}""");
                Assert.InRange(answer.Bytes.Length, 1, 17_000_000);
                var result = JsonNode.Parse(answer.Body)!["result"]![0]!;
                found.AddRange(result["document"]!["@graph"]!.AsArray().Select(entity => (string)entity!["@id"]!).Where(id => !id.Contains('#', StringComparison.Ordinal)));
                cursor = (string?)result["next"] is { } next ? $",\"cursor\":\"{next}\"" : "";
            }
            while (cursor.Length > 0);
            Assert.Equal(ids.Select(id => $"urn:uuid:{id}").Order(), found.Order());
        }
    }

    [Fact]
    public async Task Export_NothingFound_IsADocumentOfNothing()
    {
        var document = await ExportAsync(server.Alice, """{"filter":{"on":"name","eq":"there is none of this name"},"format":"ro-crate"}""");
        Assert.Empty(document.FindFaults());
        AssertCrate(document, []);
    }

    [JsonLdFact]
    public async Task Export_ReadByAJsonLdProcessor_LosesNothing()
    {
        var world = await NewWorldAsync();
        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{world.Id}}","public_read":1}""");
        var documents = new JsonArray();
        foreach (var caller in new[] { server.Alice, server.Bob, server.Anonymous })
            foreach (var format in new[] { "json-ld", "ro-crate" })
                foreach (var more in new[] { "", All })
                    documents.Add((await ExportAsync(caller, Named(world.Id, $",\"format\":\"{format}\"{more}"))).Json.DeepClone());
        documents.Add((await ExportAsync(server.Alice, """{"filter":{"on":"name","eq":"there is none of this name"},"format":"ro-crate"}""")).Json.DeepClone());

        Assert.Equal("", await CheckAsync(documents));
    }

    [JsonLdFact]
    public async Task Export_SamplesOfPeoplesWork_AreLinkedData()
    {
        const int Each = 10;
        var (_, client) = await server.NewUserAsync();
        var files = new[] { "sesar_216.jsonl", "enigma_511.jsonl", "nmdc_964.jsonl" };
        foreach (var sample in files.SelectMany(file => RealSample.Read(file).Take(Each)))
            await client.SaveAsync(sample.ToJson());
        var documents = new JsonArray();
        foreach (var format in new[] { "json-ld", "ro-crate" })
        {
            var document = await ExportAsync(client, $$"""{"scope":"mine","format":"{{format}}"}""");
            Assert.Empty(document.FindFaults());
            Assert.InRange(document.Graph.Count, 2 * Each * files.Length, int.MaxValue);
            documents.Add(document.Json.DeepClone());
        }

        Assert.Equal("", await CheckAsync(documents));
    }

    /// <summary>What a JSON-LD processor says of documents; nothing if all is well.</summary>
    private static async Task<string> CheckAsync(JsonArray documents)
    {
        using var process = Process.Start(new ProcessStartInfo(JsonLdFactAttribute.Python, [Path.Combine(LinkedDocument.Folder, "check.py"), LinkedDocument.Folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(documents.ToJsonString());
        process.StandardInput.Close();
        await process.WaitForExitAsync(Patience.Token());
        return await output + await error;
    }

    /// <summary>What a metadata document of a detached crate has to have.</summary>
    private static void AssertCrate(LinkedDocument document, IReadOnlyList<string> samples)
    {
        var descriptor = document["ro-crate-metadata.json"];
        Assert.Equal(("CreativeWork", "./", "https://w3id.org/ro/crate/1.2"), ((string)descriptor["@type"]!, (string)descriptor["about"]!["@id"]!, (string)descriptor["conformsTo"]!["@id"]!));
        var root = document["./"];
        Assert.Equal("Dataset", (string)root["@type"]!);
        foreach (var required in new[] { "name", "description", "datePublished", "license" })
            Assert.NotEqual("", (string)root[required]!);
        Assert.True(DateTimeOffset.TryParse((string)root["datePublished"]!, System.Globalization.CultureInfo.InvariantCulture, out _));
        var expected = samples.Count == 1 ? $"{{\"@id\":\"{samples[0]}\"}}" : samples.Count == 0 ? null : new JsonArray([.. samples.Select(id => new JsonObject { ["@id"] = id })]).ToJsonString();
        Assert.Equal(expected, root["mentions"]?.ToJsonString());
    }

    /// <summary>A thing that stands within another, or is referred to there.</summary>
    private static JsonObject Part(LinkedDocument document, JsonNode value) =>
        document.IsCrate ? document[(string)value["@id"]!] : value.AsObject();

    private static string Named(string id, string more = "") => $$"""{"samples":[{"id":"{{id}}"}]{{more}}}""";

    private static async Task<LinkedDocument> ExportAsync(RpcClient client, string argument)
    {
        var answer = await client.CallAsync(Method, argument);
        Assert.True(answer.Status == 200, answer.Body);
        var result = JsonNode.Parse(answer.Body)!["result"]![0]!;
        Assert.StartsWith("application/ld+json", (string)result["media_type"]!, StringComparison.Ordinal);
        return new LinkedDocument(result["document"]!);
    }

    /// <summary>A sample of alice's with identifiers, relations to another one that nobody else may read, and a link from data that nobody else may read.</summary>
    private async Task<(string Id, string Other, string Igsn, string Upa)> NewWorldAsync()
    {
        const string Sample =
            """{"name":"core","node_tree":[{"id":"root","type":"BioReplicate"},{"id":"part 1/2","type":"SubSample","parent":"root","meta_user":{"depth":{"units":"m","value":2.50},"site":{"where":true,"lat":-10}}}]}""";
        var (other, _) = await server.Alice.SaveAsync(SampleText.Small("origin"));
        var (id, _) = await server.Alice.SaveAsync(Sample);
        await server.Alice.SaveAsync(Sample.Insert(1, $"\"id\":\"{id}\","));
        var igsn = $"T{Guid.NewGuid():n}".ToUpperInvariant();
        await server.Alice.MapAsync("SampleService.add_identifier", $$"""{"id":"{{id}}","namespace":"igsn","value":"{{igsn}}"}""");
        await server.Alice.MapAsync("SampleService.add_identifier", $$"""{"id":"{{id}}","node":"part 1/2","namespace":"~alice","value":"shelf <3> {{igsn}}"}""");
        foreach (var type in new[] { "derived_from", "same_as" })
            await server.Alice.MapAsync("SampleService.add_relation", $$$"""{"type":"{{{type}}}","from":{"id":"{{{id}}}"},"to":{"id":"{{{other}}}"}}""");
        await server.Alice.MapAsync(
            "SampleService.add_relation",
            $$$"""{"type":"aliquot_of","from":{"id":"{{{id}}}","version":1,"node":"part 1/2"},"to":{"id":"{{{other}}}","version":1,"node":"root"}}""");
        var upa = await server.NewObjectAsync(await server.NewWorkspaceAsync("alice"));
        await server.Alice.ResultAsync(
            "SampleService.create_data_link", $$"""{"id":"{{id}}","version":2,"node":"part 1/2","upa":"{{upa}}","dataid":"column 1"}""");
        return (id, other, igsn, upa);
    }
}
