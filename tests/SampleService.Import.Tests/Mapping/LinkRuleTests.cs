using System.Text.Json.Nodes;
using SampleService.Import.Tests.Support;
using SampleService.Testing.Arango;

namespace SampleService.Import.Tests.Mapping;

/// <summary>Links, their times, and which of several documents count.</summary>
public sealed class LinkRuleTests
{
    private const string Other = "00000000-0000-0000-0000-000000000002";

    private readonly Documents _documents = new();

    [Fact]
    public void Map_UnexpiredLink_IsAsItWas()
    {
        _documents.AddLink();

        var link = Assert.Single(_documents.MapWhole().Links);

        Assert.Equal((Documents.Link, "42/7/1:col 1", Documents.Id, 1, "root"), (link.Id.ToString(), link.Unit.ToString(), link.Sample.Sample.ToString(), link.Sample.Version, link.Node.Value));
        Assert.Equal(("user1", Documents.At, null, null), (link.CreatedBy.Value, link.Created.Milliseconds, link.ExpiredBy, link.Expired));
    }

    [Fact]
    public void Map_LinkOfAWholeObject_HasNoDataId()
    {
        _documents.AddLink(data: null);

        Assert.Equal("", Assert.Single(_documents.MapWhole().Links).Unit.DataId);
    }

    [Fact]
    public void Map_ExpiredLink_IsAsItWas()
    {
        _documents.AddLink(expiredBy: "user3", expired: Documents.At + 99);

        var link = Assert.Single(_documents.MapWhole().Links);

        Assert.Equal(("user3", Documents.At + 99), (link.ExpiredBy?.Value, link.Expired?.Milliseconds));
    }

    [Fact]
    public void Map_TimesInSeconds_AreMilliseconds()
    {
        var link = _documents.AddLink(expiredBy: "user3", expired: 0);
        (link["created"], link["expired"]) = (-100.0, 1590534565.5);
        link["_key"] = ArangoDocuments.LinkKey((42, 7, 1), "col 1", -100);

        var mapped = Assert.Single(_documents.MapWhole().Links);

        Assert.Equal((-100_000, 1590534565500), (mapped.Created.Milliseconds, mapped.Expired?.Milliseconds));
    }

    [Theory]
    [InlineData(9007199254740991)]
    [InlineData(9007199254740.991)]
    public void Map_TimeThatNeverComes_IsNoExpiry(double never)
    {
        _documents.AddLink()["expired"] = never;

        Assert.Null(Assert.Single(_documents.MapWhole().Links).Expired);
    }

    [Fact]
    public void Map_ExpiredBeforeCreated_IsExpiredWhenCreated()
    {
        _documents.AddLink(expiredBy: "user1", expired: Documents.At - 1);

        Assert.Equal(Documents.At, Assert.Single(_documents.Map()!.Links).Expired?.Milliseconds);

        Assert.Equal(["link_expired_before_created"], _documents.Found.Kinds);
    }

    [Fact]
    public void Map_ExpiredByNobody_IsByItsCreator()
    {
        _documents.AddLink(expired: Documents.At + 1);

        Assert.Equal("user1", Assert.Single(_documents.Map()!.Links).ExpiredBy?.Value);

        Assert.Equal(["link_expirer_unknown"], _documents.Found.Kinds);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Map_TwoDocumentsOfOneId_TakesTheExpiredOne(bool expiredFirst)
    {
        _documents.AddLink();
        _documents.AddLink(expiredBy: "user2", expired: Documents.At + 7);
        if (expiredFirst)
            _documents.Links.Reverse();

        Assert.Equal(Documents.At + 7, Assert.Single(_documents.Map()!.Links).Expired?.Milliseconds);

        Assert.Equal("link_torn", Assert.Single(_documents.Found.Kinds));
    }

    [Fact]
    public void Map_TwoExpiredDocumentsOfOneId_TakesTheOneWhoseKeyFits()
    {
        var wrong = _documents.AddLink(expiredBy: "user2", expired: Documents.At + 7);
        wrong["_key"] = "1_1_1";
        _documents.AddLink(expiredBy: "user2", expired: Documents.At + 8);

        Assert.Equal(Documents.At + 8, Assert.Single(_documents.Map()!.Links).Expired?.Milliseconds);

        Assert.Equal(["document_repeated", "link_repeated"], _documents.Found.Kinds.Order());
    }

    [Theory]
    [InlineData("42_7_1")]
    [InlineData("42_8_1_210d2a63ed160ab558690eb97c819e72")]
    [InlineData("42_7_1_210d2a63ed160ab558690eb97c819e72_1614958000.123")]
    [InlineData("")]
    public void Map_KeyOfAnotherUnit_TrustsTheMembers(string key)
    {
        _documents.AddLink()["_key"] = key;

        Assert.Equal("42/7/1:col 1", Assert.Single(_documents.Map()!.Links).Unit.ToString());

        Assert.Equal(["key_disagrees"], _documents.Found.Kinds);
    }

    /// <summary>The key has seconds as Python prints them, in both ages.</summary>
    [Theory]
    [InlineData(1614958200500, "_1614958200.5", true)]
    [InlineData(500000, "_500.0", true)]
    [InlineData(1614958200500, "_1614958200.5004", true)]
    [InlineData(1614958200500, "_1614958200.6", false)]
    [InlineData(1614958200500, "", false)]
    [InlineData(1614958200500, "_x", false)]
    public void KeyAgrees_ExpiredLink_HasTheSecondsOfItsCreation(long created, string ending, bool expected)
    {
        var link = ArangoDocuments.Link(Documents.Link, (42, 7, 1), "col 1", Documents.Target, "user1", created, "user1", created + 1);
        if (created < 1_000_000_000_000)
            (link["created"], link["expired"]) = (created / 1000.0, created / 1000.0);
        link["_key"] = "42_7_1_210d2a63ed160ab558690eb97c819e72" + ending;

        using var json = Json.JsonText.Parse(Documents.Bytes(link));

        Assert.Equal(expected, LinkDocument.Read(json.Root)!.KeyAgrees());
    }

    [Fact]
    public void OfOneUnit_TwoUnexpiredLinks_TakesTheOneWhoseKeyFitsElseTheLater()
    {
        var fits = ArangoDocuments.Link(Documents.Link, (42, 7, 1), null, Documents.Target, "user1", Documents.At);
        var later = ArangoDocuments.Link(Other, (42, 7, 1), null, Documents.Target, "user1", Documents.At + 1);
        later["_key"] = "1_1_1";
        var latest = ArangoDocuments.Link(Guid.NewGuid().ToString(), (42, 7, 1), null, Documents.Target, "user1", Documents.At + 2);
        latest["_key"] = "2_2_2";

        Assert.Equal([LinkVerdict.UnitIsTaken, LinkVerdict.Counts], Of(later, fits));
        Assert.Equal([LinkVerdict.UnitIsTaken, LinkVerdict.Counts], Of(later, latest));

        static IEnumerable<LinkVerdict> Of(JsonObject one, JsonObject other)
        {
            StagedLink[] links = [new(LinkVerdict.Counts, Documents.Bytes(one)), new(LinkVerdict.Counts, Documents.Bytes(other))];
            var judged = LinkRivals.OfOneUnit(links).ToDictionary(link => link.Document, link => link.Verdict);
            return links.Select(link => judged[link.Document]);
        }
    }

    [Theory]
    [InlineData(1, Documents.Second, 1, "link_version_disagrees")]
    [InlineData(9, Documents.Second, 2, "link_version_found")]
    [InlineData(0, Documents.First, 1, "link_version_found")]
    [InlineData(9, "nowhere", null, "link_without_version")]
    public void Map_VersionNumberAndUuidDisagree_IsTold(int number, string uuid, int? expected, string kind)
    {
        var link = _documents.AddLink();
        (link["samintver"], link["samuuidver"]) = (number, uuid);

        Assert.Equal(expected, _documents.Map()!.Links.SingleOrDefault()?.Sample.Version);

        Assert.Equal([kind], _documents.Found.Kinds);
    }

    [Fact]
    public void Map_NodeThatIsNotThere_LeavesTheLinkOut()
    {
        _documents.AddLink()["node"] = "nobody";

        Assert.Empty(_documents.Map()!.Links);

        Assert.Equal(["link_without_node"], _documents.Found.Kinds);
    }

    [Fact]
    public void Map_VersionThatWasLeftOut_LeavesTheLinkOut()
    {
        _documents.AddLink();
        _documents.Nodes.RemoveAt(0);

        Assert.Empty(_documents.Map()!.Links);

        Assert.Equal(["version_without_nodes", "link_without_version"], _documents.Found.Kinds);
    }

    [Fact]
    public void Map_DataIdTooLongForAnIndex_LeavesTheLinkOut()
    {
        _documents.AddLink()["dataid"] = new string('x', 2001);

        Assert.Empty(_documents.Map()!.Links);

        Assert.Equal(["link_unreadable"], _documents.Found.Kinds);
    }

    [Theory]
    [InlineData("id", "\"x\"")]
    [InlineData("wsid", "0")]
    [InlineData("objid", "1.5")]
    [InlineData("objver", "null")]
    [InlineData("dataid", "7")]
    [InlineData("dataid", "\"a\\u0000\"")]
    [InlineData("node", "\"\"")]
    [InlineData("createby", "null")]
    [InlineData("created", "\"now\"")]
    [InlineData("expired", "null")]
    public void Map_MemberThatIsNone_LeavesTheLinkOut(string member, string value)
    {
        _documents.AddLink()[member] = JsonNode.Parse(value);

        Assert.Empty(_documents.Map()!.Links);

        Assert.Equal(["link_unreadable"], _documents.Found.Kinds);
    }
}
