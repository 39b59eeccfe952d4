using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.Validation;

namespace SampleService.Api.Tests.Exporting;

/// <summary>Documents: how much they hold, and what they tell of metadata.</summary>
public class ExportGraphTests
{
    private static readonly ExportLimits Ample = new(1_000_000, 1_000_000, RefusesTooLarge: true);

    /// <summary>A vocabulary with titles, a unit at a value key of its own, and terms.</summary>
    private const string Vocabulary =
        """
        validators:
          depth:
            key_metadata: {title: Depth below ground}
            validators: [{module: SampleService.core.validator.builtin, callable_builder: units, parameters: {key: measured in, units: m}}]
          material:
            key_metadata: {title: " "}
            validators: [{module: SampleService.core.validator.builtin, callable_builder: ontology_has_ancestor, parameters: {ontology: envo, ancestor_term: "ENVO:1"}}]
        prefix_validators:
          t_:
            validators: [{module: SampleService.core.validator.builtin, callable_builder: ontology_has_ancestor, parameters: {ontology: envo, ancestor_term: "ENVO:1"}}]
        """;

    [Theory]
    [InlineData("\"depth\":{\"value\":1,\"units\":\"ft\",\"measured in\":\"m\"}", "depth|Depth below ground: units|units|\"ft\"||;depth|Depth below ground||1|m|")]
    [InlineData("\"depth\":{\"value\":1,\"units\":\"ft\"}", "depth|Depth below ground||1|ft|")]
    [InlineData("\"depth\":{\"measured in\":\"m\"}", "depth|Depth below ground: measured in|measured in|\"m\"||")]
    [InlineData("\"depth\":{\"value\":1.50,\"units\":\" \",\"unit\":\"m\"}", "depth|Depth below ground: units|units|\" \"||;depth|Depth below ground||1.50|m|")]
    [InlineData("\"depth\":{\"value\":\"deep\",\"unit\":\"m\"}", "depth|Depth below ground: unit|unit|\"m\"||;depth|Depth below ground||\"deep\"||")]
    [InlineData("\"material\":{\"value\":\"ENVO_2\"}", "material|material||\"ENVO_2\"||ENVO:2")]
    [InlineData("\"material\":{\"value\":\"mud\",\"more\":\"ENVO:3\"}", "material|material: more|more|\"ENVO:3\"||ENVO:3;material|material||\"mud\"||")]
    [InlineData("\"t_x\":{\"value\":\"ENVO:4\"},\"other\":{\"value\":\"ENVO:4\"}", "other|other||\"ENVO:4\"||;t_x|t_x||\"ENVO:4\"||ENVO:4")]
    [InlineData("\"depth\":{\"value\":true,\"\":-0.0,\"unit\":\"m\"}", "depth|Depth below ground: ||-0.0|m|;depth|Depth below ground||true||")]
    public async Task Write_ControlledMetadata_IsToldWithWhatTheVocabularySays(string metadata, string expected)
    {
        var validators = (await ReadAsync(Vocabulary)).Validators!;
        var document = Write(LinkedDataFormat.JsonLd, new ExportVocabulary(validators), Ample, Sample(1, $"{{\"id\":\"a\",\"type\":\"BioReplicate\",\"parent\":null,\"meta_controlled\":{{{metadata}}},\"meta_user\":{{}},\"source_meta\":[]}}"));

        var values = document["@graph"]![1]!["additionalProperty"]!;
        Assert.Equal(expected, string.Join(';', (values as IEnumerable<JsonNode?> ?? [values]).Select(value =>
            $"{value!["propertyID"]}|{value["name"]}|{value["alternateName"]}|{value["value"]!.ToJsonString()}|{value["unitText"]}|{value["valueReference"]?["codeValue"]}")));
    }

    [Fact]
    public void Write_UserMetadata_IsToldAsItStands()
    {
        var document = Write(LinkedDataFormat.JsonLd, new ExportVocabulary(MetadataValidators.None), Ample, Sample(1, Node("a", "\"depth\":{\"value\":1e2,\"unit\":\"m\"}")));

        Assert.Equal(
            """{"@id":"urn:uuid:00000001-0000-0000-0000-000000000000#a/user/depth/value","@type":"PropertyValue","propertyID":"depth","name":"depth","value":1e2,"unitText":"m"}""",
            document["@graph"]![1]!["additionalProperty"]!.ToJsonString());
    }

    [Fact]
    public void TryAdd_SampleThatDoesNotFit_LeavesTheDocumentAsItIs()
    {
        var limits = new ExportLimits(4_000, 8_000, RefusesTooLarge: true);
        var budget = new CountingBudget();
        using (var graph = new ExportGraph(LinkedDataFormat.RoCrate, Entities, limits, budget))
        {
            Assert.True(graph.TryAdd(Sample(1, Node("a", Values(20)))));
            Assert.True(budget.Taken > 4_000);
            var before = budget.Taken;
            Assert.False(graph.TryAdd(Sample(2, Node("a", ""))));
            Assert.Equal(before, budget.Taken);
            Assert.DoesNotContain("00000002", Text(graph), StringComparison.Ordinal);
        }

        Assert.Equal(0, budget.Taken);
    }

    [Fact]
    public void TryAdd_SampleThatIsTooMuchForAnyDocument_IsRefusedIfNamedAndShortenedIfFound()
    {
        var large = Sample(1, Node("a", Values(40)), Node("b", Values(40)));
        using var named = new ExportGraph(LinkedDataFormat.JsonLd, Entities, new ExportLimits(4_000, 8_000, RefusesTooLarge: true), null);
        using var found = new ExportGraph(LinkedDataFormat.JsonLd, Entities, new ExportLimits(4_000, 8_000, RefusesTooLarge: false), null);

        var refusal = Assert.Throws<ServiceException>(() => named.TryAdd(large));
        Assert.Equal("The answer would have more than 8000 bytes; ask for fewer samples at a time", refusal.Detail);
        Assert.True(found.TryAdd(large));
        Assert.True(found.TryAdd(Sample(2, Node("a", ""))));
        Assert.False(found.TryAdd(large with { Id = new SampleVersionId(new SampleId(new Guid(3, 0, 0, new byte[8])), 1) }));
        Assert.Equal(
            ["urn:uuid:00000001-0000-0000-0000-000000000000", "urn:uuid:00000002-0000-0000-0000-000000000000", "urn:uuid:00000002-0000-0000-0000-000000000000#a"],
            JsonNode.Parse(Text(found))!["@graph"]!.AsArray().Select(entity => (string)entity!["@id"]!));
    }

    [Fact]
    public void TryAdd_NoRoomInTheBudget_ThrowsAndGivesBack()
    {
        var budget = new CountingBudget { Most = 3_000 };
        using var graph = new ExportGraph(LinkedDataFormat.RoCrate, Entities, Ample, budget);

        Assert.Throws<ByteBudgetException>(() => graph.TryAdd(Sample(1, Node("a", Values(20)))));
        Assert.Equal(0, budget.Taken);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_StatementsAboutANodeThatTheVersionHasNotGot_AreToldOfIt(bool isCrate)
    {
        var (from, to) = (new SampleId(new Guid(1, 0, 0, new byte[8])), new SampleId(new Guid(2, 0, 0, new byte[8])));
        var gone = new NodeId("gone");
        var sample = Sample(1, Node("a", "")) with
        {
            Identifiers = [new("doi", "10.1234/x", from, gone, new(0), new("alice"), null, null)],
            Relations =
            [
                Relation(RelationType.PooledFrom, new(from, 1, gone), new(to, null, null)), Relation(RelationType.DerivedFrom, new(from, 1, gone), new(to, null, null)),
                Relation(RelationType.RelatedTo, new(to, 1, new NodeId("x")), new(from, null, null)), Relation(RelationType.PartOf, new(to, null, null), new(from, null, null)),
                Relation(RelationType.PartOf, new(from, null, null), new(new SampleId(new Guid(3, 0, 0, new byte[8])), null, null)) with { HidesTo = true },
            ],
        };

        var document = Write(isCrate ? LinkedDataFormat.RoCrate : LinkedDataFormat.JsonLd, new ExportVocabulary(MetadataValidators.None), Ample, sample);

        var things = document["@graph"]!.AsArray().ToDictionary(entity => (string)entity!["@id"]!, entity => entity!);
        var node = things[$"urn:uuid:{from}#gone"];
        Assert.Equal($"urn:uuid:{from}", (string)node["isPartOf"]!["@id"]!);
        Assert.Equal($"urn:uuid:{to}", (string)node[isCrate ? "wasDerivedFrom" : "prov:wasDerivedFrom"]!["@id"]!);
        Assert.Equal("https://doi.org/10.1234/x", (string)(isCrate ? node["sameAs"]! : node["sameAs"]!["@id"]!)!);
        Assert.Equal($"urn:uuid:{to}#x", (string)things[$"urn:uuid:{from}"]["dct:relation"]!["@id"]!);
        Assert.Null(things[$"urn:uuid:{from}"]["sosa:isSampleOf"]);
        Assert.Contains($"urn:uuid:{to}#x", things.Keys);
        Assert.DoesNotContain("00000003", document.ToJsonString(), StringComparison.Ordinal);
    }

    private static SampleEntities Entities { get; } = new(new ExportVocabulary(MetadataValidators.None));

    private static JsonNode Write(LinkedDataFormat format, ExportVocabulary vocabulary, ExportLimits limits, params ExportedSample[] samples)
    {
        using var graph = new ExportGraph(format, new SampleEntities(vocabulary), limits, null);
        Assert.All(samples, sample => Assert.True(graph.TryAdd(sample)));
        return JsonNode.Parse(Text(graph))!;
    }

    private static string Text(ExportGraph graph)
    {
        using var output = new JsonOutput();
        graph.Write(output);
        return Encoding.ASCII.GetString(output.ToArray());
    }

    private static VisibleRelation Relation(RelationType type, RelatedSample from, RelatedSample to) =>
        new(new Relation(Guid.NewGuid(), type, from, to, new(0), new("alice"), null, null), HidesFrom: false, HidesTo: false);

    private static ExportedSample Sample(int number, params string[] nodes)
    {
        var id = new SampleId(new Guid(number, 0, 0, new byte[8]));
        return new ExportedSample(new SampleVersionId(id, 1), Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $$"""{"id":"{{id}}","user":"alice","name":null,"node_tree":[{{string.Join(',', nodes)}}],"save_date":{{number}},"version":1}""")));
    }

    private static string Node(string id, string metadata) =>
        $"{{\"id\":\"{id}\",\"type\":\"BioReplicate\",\"parent\":null,\"meta_controlled\":{{}},\"meta_user\":{{{metadata}}},\"source_meta\":[]}}";

    private static string Values(int number) =>
        string.Join(',', Enumerable.Range(0, number).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"key {i}\":{{\"value\":{i}}}")));

    private static async Task<ConfigurationReport> ReadAsync(string yaml)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, yaml);
            return await ValidatorConfiguration.LoadAsync(new Uri(file), new ValidatorCatalogue());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private sealed class CountingBudget : IByteBudget
    {
        public long Most { get; init; } = long.MaxValue;

        public long Taken { get; private set; }

        public bool TryReserve(long bytes)
        {
            if (Taken + bytes > Most)
                return false;
            Taken += bytes;
            return true;
        }

        public void Reserve(long bytes) => Taken += bytes;

        public void Release(long bytes) => Taken -= bytes;
    }
}
