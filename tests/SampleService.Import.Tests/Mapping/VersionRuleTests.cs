using System.Text.Json.Nodes;
using SampleService.Domain;
using SampleService.Import.Tests.Support;
using SampleService.Testing.Arango;

namespace SampleService.Import.Tests.Mapping;

/// <summary>Which versions a sample has, and their numbers.</summary>
public sealed class VersionRuleTests
{
    private readonly Documents _documents = new();

    [Fact]
    public void Map_WholeSample_HasVersionsOfTheListWithTheirUuidsAsWriteIds()
    {
        var sample = _documents.MapWhole();

        Assert.Equal((Documents.Id, 2), (sample.Id.ToString(), sample.Head));
        Assert.Equal([1, 2], sample.Versions.Select(version => version.Number));
        Assert.Equal([Documents.First, Documents.Second], sample.Versions.Select(version => version.WriteId.ToString()));
        Assert.Equal([Documents.At, Documents.At + 1000], sample.Versions.Select(version => version.Saved.Milliseconds));
        Assert.Equal(["version 1", "version 2"], sample.Versions.Select(version => version.Content.Name));
        Assert.Equal((Documents.At, Documents.At), (sample.Created.Milliseconds, sample.AclsChanged.Milliseconds));
    }

    [Fact]
    public void Map_OrderOfTheList_DecidesNumbers()
    {
        _documents.Sample["vers"] = new JsonArray(Documents.Second, Documents.First);

        var sample = _documents.Map()!;

        Assert.Equal(["version 2", "version 1"], sample.Versions.Select(version => version.Content.Name));
        Assert.Equal(Enumerable.Repeat("version_number_wrong", 4), _documents.Found.Kinds);
        Assert.Equal(Documents.At + 1000, sample.Created.Milliseconds);
    }

    [Fact]
    public void Map_FinishedSaveWhoseNumberWasLost_HasTheNumberOfItsPlace()
    {
        _documents.Versions[1]["ver"] = -1;
        _documents.Nodes[1]["ver"] = -1;

        var sample = _documents.Map()!;

        Assert.Equal([1, 2], sample.Versions.Select(version => version.Number));
        Assert.Equal(["version_number_missing"], _documents.Found.Kinds);
    }

    [Fact]
    public void Map_VersionOutsideTheList_IsLeftOutWithItsNodes()
    {
        var other = Guid.NewGuid().ToString();
        _documents.Versions.Add(ArangoDocuments.Version(Documents.Id, other, "user2", -1, Documents.At, "half"));
        _documents.Nodes.Add(ArangoDocuments.Node(Documents.Id, other, -1, Documents.At, Documents.Root(), 0));

        Assert.Equal(2, _documents.Map()!.Versions.Count);

        var finding = Assert.Single(_documents.Found.All);
        Assert.Equal(("version_unfinished", $"{Documents.Id}_{other}", "1 documents, 1 nodes"), (finding.Kind.Name, finding.Key, finding.Detail));
    }

    [Fact]
    public void Map_NodesWithoutVersionOrSample_AreLeftOut()
    {
        _documents.Sample.Clear();

        Assert.Null(_documents.Map());

        Assert.Equal(["documents_without_sample"], _documents.Found.Kinds);
    }

    [Fact]
    public void Map_VersionWithoutDocument_LeavesTheOthersTheirNumbers()
    {
        _documents.Versions.RemoveAt(0);

        var sample = _documents.Map()!;

        Assert.Equal((2, 2), (sample.Head, Assert.Single(sample.Versions).Number));
        Assert.Equal(["version_without_document", "creation_unknown"], _documents.Found.Kinds);
        Assert.Equal(Documents.At + 1000, sample.Created.Milliseconds);
    }

    [Fact]
    public void Map_VersionWithoutNodes_IsLeftOutAndTellsWhenTheSampleWasCreated()
    {
        _documents.Nodes.RemoveAt(0);

        var sample = _documents.Map()!;

        Assert.Equal(2, Assert.Single(sample.Versions).Number);
        Assert.Equal(["version_without_nodes"], _documents.Found.Kinds);
        Assert.Equal(Documents.At, sample.Created.Milliseconds);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(null)]
    public void Map_GapInPlaces_LeavesTheVersionOut(int? index)
    {
        _documents.Nodes[0]["index"] = index;

        Assert.Equal(2, Assert.Single(_documents.Map()!.Versions).Number);

        Assert.Equal(["version_with_gap"], _documents.Found.Kinds);
    }

    [Theory]
    [InlineData("user")]
    [InlineData("saved")]
    public void Map_VersionWithoutUserOrTime_IsLeftOut(string member)
    {
        _documents.Versions[1].Remove(member);

        Assert.Equal(1, Assert.Single(_documents.Map()!.Versions).Number);

        Assert.Equal(["version_unreadable"], _documents.Found.Kinds);
    }

    [Fact]
    public void Map_UuidTwiceInTheList_IsTwoVersionsWithTwoWriteIds()
    {
        _documents.Sample["vers"] = new JsonArray(Documents.First, Documents.First);

        var sample = _documents.Map()!;

        Assert.Equal(2, sample.Versions.Select(version => version.WriteId).Distinct().Count());
        Assert.Contains("version_repeated", _documents.Found.Kinds);
        Assert.Contains("version_unfinished", _documents.Found.Kinds);
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("\"\"", null, true)]
    [InlineData("7", null, true)]
    [InlineData("\"a\\u0000b\"", null, true)]
    [InlineData("\"a\\ud800b\"", null, true)]
    public void Map_NameThatIsNoText_IsNone(string? name, string? expected, bool isTold)
    {
        _documents.Versions[1]["name"] = name is null ? null : "PLACE";
        var text = _documents.Versions[1].ToJsonString().Replace("\"PLACE\"", name, StringComparison.Ordinal);

        var sample = MapWith(text);

        Assert.Equal(expected, sample.Versions[1].Content.Name);
        Assert.Equal(isTold ? ["name_unreadable"] : [], _documents.Found.Kinds);
    }

    [Fact]
    public void Map_OwnerOtherThanTheFirstUser_IsTheOwnerOfTheAcls()
    {
        _documents.Sample["acls"]!["owner"] = "somebody";

        var sample = _documents.MapWhole();

        Assert.Equal(("somebody", "user1"), (sample.Acls.Owner.Value, sample.Versions[0].SavedBy.Value));
    }

    [Fact]
    public void Map_MembersThatAreNotKnown_AreIgnoredAndCounted()
    {
        _documents.Versions[0]["_id"] = "x/y";
        _documents.Versions[0]["_rev"] = "z";
        _documents.Versions[0]["more"] = 1;
        _documents.AddLink()["clabels"] = new JsonArray();

        _documents.MapWhole();

        Assert.Equal(["samples_version/more", "samples_data_link/clabels"], _documents.Found.Ignored);
    }

    [Fact]
    public void Map_DocumentTwice_TakesTheLast()
    {
        var other = JsonNode.Parse(_documents.Versions[1].ToJsonString())!.AsObject();
        other["name"] = "later";
        _documents.Versions.Add(other);

        Assert.Equal("later", _documents.Map()!.Versions[1].Content.Name);

        Assert.Equal(["document_repeated"], _documents.Found.Kinds);
    }

    private Storage.BulkSample MapWith(string second)
    {
        var staged = new StagedSample(Documents.Id);
        staged.Documents.Add(Documents.Bytes(_documents.Sample));
        staged.VersionOf(Documents.First).Documents.Add(Documents.Bytes(_documents.Versions[0]));
        staged.VersionOf(Documents.Second).Documents.Add(System.Text.Encoding.UTF8.GetBytes(second));
        staged.VersionOf(Documents.First).Nodes.Add(Documents.Bytes(_documents.Nodes[0]));
        staged.VersionOf(Documents.Second).Nodes.Add(Documents.Bytes(_documents.Nodes[1]));
        return SampleMapping.Map(staged, _documents.Found.Context)!;
    }
}
