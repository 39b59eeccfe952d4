using System.Text;
using System.Text.Json.Nodes;
using SampleService.Domain;
using SampleService.Import.Tests.Support;
using SampleService.Json;

namespace SampleService.Import.Tests.Mapping;

/// <summary>Trees as the service itself would have stored them.</summary>
public sealed class TreeRuleTests
{
    private readonly Documents _documents = new();

    [Fact]
    public void Map_RealSamples_AreStoredAsTheServiceStoresThem()
    {
        foreach (var record in DumpOnDisk.Records().Take(300))
        {
            var tree = JsonNode.Parse(record)!["node_tree"]!;
            var documents = new Documents();
            documents.Sample["vers"] = new JsonArray(Documents.First);
            documents.Nodes.Clear();
            documents.Versions.RemoveAt(1);
            documents.Nodes.AddRange(Testing.Arango.ArangoDocuments.Nodes(Documents.Id, Documents.First, 1, Documents.At, tree.AsArray()));

            var version = Assert.Single(documents.Map()!.Versions);

            using var sent = JsonText.Parse(Encoding.UTF8.GetBytes(tree.ToJsonString()));
            var stored = SampleTree.Read(sent.Root).ToContent("name");
            Assert.Equal(Encoding.UTF8.GetString(stored.NodeTree.Span), Documents.TreeOf(version));
            Assert.Equal(stored.Nodes.AsEnumerable(), version.Content.Nodes.AsEnumerable());
        }
    }

    [Fact]
    public void Map_SeveralNodes_AreInTheOrderOfTheirPlacesWithTheirParents()
    {
        Add("sub", "SubSample", "tech", 2);
        Add("tech", "TechReplicate", "root", 1);

        var version = _documents.MapWhole().Versions[0];

        Assert.Equal(["root", "tech", "sub"], Documents.NodesOf(version).Select(node => node.Value));
        Assert.Equal([-1, 0, 1], version.Content.Nodes.Select(node => node.Parent));
        Assert.Contains("\"id\":\"tech\",\"type\":\"TechReplicate\",\"parent\":\"root\"", Documents.TreeOf(version), StringComparison.Ordinal);
    }

    [Fact]
    public void Map_ValuesOfOneKeyApart_AreGroupedByFirstAppearance()
    {
        _documents.Nodes[0]["cmeta"] = JsonNode.Parse("""
            [{"ok":"b","k":"value","v":1},{"ok":"a","k":"value","v":"x"},{"ok":"b","k":"units","v":"m"},{"ok":"a","k":"","v":true},{"ok":"b","k":"value","v":2}]
            """);

        Assert.Contains(
            """
            "meta_controlled":{"b":{"value":2,"units":"m"},"a":{"value":"x","":true}}
            """, Documents.TreeOf(_documents.MapWhole().Versions[0]), StringComparison.Ordinal);
    }

    /// <summary>So many that comparing each with each would take hours.</summary>
    [Fact]
    public void Map_ManyValuesOfOneKey_AreThoseThatCameLast()
    {
        const int Many = 200_000;
        _documents.Nodes[0]["ucmeta"] = new JsonArray(
            [.. Enumerable.Range(0, 2 * Many).Select(i => new JsonObject { ["ok"] = "a", ["k"] = $"k{i % Many}", ["v"] = i })]);

        Assert.Contains(
            "\"meta_user\":{\"a\":{" + string.Join(',', Enumerable.Range(0, Many).Select(i => $"\"k{i}\":{Many + i}")) + "}}",
            Documents.TreeOf(_documents.MapWhole().Versions[0]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("1.8446744073709552e19", "1.8446744073709552e19")]
    [InlineData("12.5", "12.5")]
    [InlineData("0", "0")]
    [InlineData("true", "true")]
    [InlineData("\"\\u00e9\\u0007\"", "\"\\u00e9\\u0007\"")]
    public void Map_Values_KeepTheirForm(string value, string expected)
    {
        _documents.Nodes[0]["ucmeta"] = new JsonArray(new JsonObject { ["ok"] = "a", ["k"] = "value", ["v"] = "PLACE" });
        var document = _documents.Nodes[0].ToJsonString().Replace("\"PLACE\"", value, StringComparison.Ordinal);
        var staged = new StagedVersion(Documents.First);
        staged.Nodes.Add(Encoding.UTF8.GetBytes(document));

        var content = new TreeMapping(staged, 1, Documents.Id, _documents.Found.Context).Build(null)!;

        Assert.Contains($"\"meta_user\":{{\"a\":{{\"value\":{expected}}}}}", Encoding.UTF8.GetString(content.NodeTree.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Map_NoSourceMetadata_IsNone()
    {
        _documents.Nodes[0].Remove("smeta");

        Assert.EndsWith("\"source_meta\":[]}]", Documents.TreeOf(_documents.MapWhole().Versions[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Map_SourceMetadata_IsAsItWas()
    {
        _documents.Nodes[0]["smeta"] = JsonNode.Parse("""[{"k":"depth","sk":"Depth (m)","v":{"v":"12.5","w":3}}]""");

        Assert.Contains(
            """
            "source_meta":[{"key":"depth","skey":"Depth (m)","svalue":{"v":"12.5","w":3}}]
            """, Documents.TreeOf(_documents.MapWhole().Versions[0]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"ok":"a","k":"value","v":null}""")]
    [InlineData("""{"ok":"a","k":"value","v":[1]}""")]
    [InlineData("""{"ok":"a","v":1}""")]
    [InlineData("""{"k":"value","v":1}""")]
    [InlineData("7")]
    public void Map_ValueThatIsNone_IsLeftOut(string value)
    {
        _documents.Nodes[0]["cmeta"] = new JsonArray(JsonNode.Parse(value));

        Assert.Contains("\"meta_controlled\":{}", Documents.TreeOf(_documents.Map()!.Versions[0]), StringComparison.Ordinal);

        Assert.Equal(["value_unreadable"], _documents.Found.Kinds);
    }

    [Theory]
    [InlineData("type", "\"ROCK\"")]
    [InlineData("name", "null")]
    [InlineData("name", "\"a\\u0000\"")]
    public void Map_NodeThatIsNone_LeavesTheVersionOut(string member, string value)
    {
        _documents.Nodes[0][member] = JsonNode.Parse(value);

        Assert.Equal(2, Assert.Single(_documents.Map()!.Versions).Number);

        Assert.Equal(["version_unreadable"], _documents.Found.Kinds);
    }

    [Fact]
    public void Map_NodeWithANameTooLongForAnIndex_LeavesTheVersionOut()
    {
        _documents.Nodes[0]["name"] = new string('x', 2001);

        Assert.Equal(2, Assert.Single(_documents.Map()!.Versions).Number);

        Assert.Equal(["version_unreadable"], _documents.Found.Kinds);
    }

    [Fact]
    public void Map_TwoNodesOfOneName_LeaveTheVersionOut()
    {
        Add("root", "BioReplicate", null, 1);

        Assert.Equal(2, Assert.Single(_documents.Map()!.Versions).Number);

        Assert.Equal(["version_unreadable"], _documents.Found.Kinds);
    }

    /// <summary>Old versions were saved by other rules: they are kept, and only told of.</summary>
    [Theory]
    [InlineData("TechReplicate", null)]
    [InlineData("TechReplicate", "nobody")]
    [InlineData("TechReplicate", "late")]
    [InlineData("BioReplicate", "root")]
    public void Map_UnusualParent_IsKeptAndTold(string type, string? parent)
    {
        Add("odd", type, parent, 1);
        Add("late", "SubSample", "root", 2);

        var version = _documents.Map()!.Versions[0];

        Assert.Equal(3, version.Content.Nodes.Length);
        Assert.Equal(parent switch { null => -1, "nobody" => null, "late" => 2, _ => 0 }, version.Content.Nodes[1].Parent);
        Assert.Equal(["parent_unusual"], _documents.Found.Kinds);
    }

    [Theory]
    [InlineData("a\u0007", "value", "x")]
    [InlineData("a", "va\u0007lue", "x")]
    [InlineData("a", "value", "x\u0007")]
    [InlineData("a", "value", "LONG")]
    [InlineData("", "value", "x")]
    public void Map_UnusualText_IsKeptAndTold(string key, string valueKey, string value)
    {
        _documents.Nodes[0]["cmeta"] = new JsonArray(new JsonObject { ["ok"] = key, ["k"] = valueKey, ["v"] = value == "LONG" ? new string('y', 1025) : value });

        Assert.DoesNotContain("\"meta_controlled\":{}", Documents.TreeOf(_documents.Map()!.Versions[0]), StringComparison.Ordinal);

        Assert.Equal(["text_unusual"], _documents.Found.Kinds);
    }

    private void Add(string id, string type, string? parent, int index) =>
        _documents.Nodes.Add(Testing.Arango.ArangoDocuments.Node(Documents.Id, Documents.First, 1, Documents.At, Documents.Root(id, type, parent), index));
}
