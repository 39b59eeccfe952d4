using System.Text;
using System.Text.Json.Nodes;
using SampleService.Domain;
using SampleService.Storage;
using SampleService.Testing.Arango;

namespace SampleService.Import.Tests.Support;

/// <summary>The documents of one sample with two versions of one node, to be changed by a test.</summary>
internal sealed class Documents
{
    public const string Id = "4c72858c-5d61-45fb-b47e-974005c1b074";
    public const string First = "cd90a210-0758-4cc1-99c5-9d7bc28f07ed";
    public const string Second = "4affbfde-43f5-4f6e-8818-1ff6bd0ecb96";
    public const string Link = "00000000-0000-0000-0000-000000000001";
    public const long At = 1614958000123;

    public Documents()
    {
        Sample = ArangoDocuments.Sample(Id, [First, Second], 1614958000.123, ArangoDocuments.Acls("user1"));
        foreach (var (uuid, number) in new[] { (First, 1), (Second, 2) })
        {
            Versions.Add(ArangoDocuments.Version(Id, uuid, "user1", number, At + (1000 * (number - 1)), $"version {number}"));
            Nodes.Add(ArangoDocuments.Node(Id, uuid, number, At, Root(), 0));
        }
    }

    public FoundList Found { get; } = new();

    public JsonObject Sample { get; }

    public List<JsonObject> Versions { get; } = [];

    public List<JsonObject> Nodes { get; } = [];

    public List<JsonObject> Links { get; } = [];

    public static (string, string, int, string) Target => (Id, First, 1, "root");

    public static JsonObject Root(string id = "root", string type = "BioReplicate", string? parent = null) => new()
    {
        ["id"] = id,
        ["type"] = type,
        ["parent"] = parent,
    };

    /// <summary>Adds a link, and gives it to be changed.</summary>
    public JsonObject AddLink(string id = Link, string? data = "col 1", long created = At, string? expiredBy = null, long? expired = null)
    {
        var link = ArangoDocuments.Link(id, (42, 7, 1), data, Target, "user1", created, expiredBy, expired);
        Links.Add(link);
        return link;
    }

    /// <summary>Makes the sample, by the same ways as an import.</summary>
    public BulkSample? Map()
    {
        var staged = new StagedSample(Id);
        if (Sample.Count > 0)
            staged.Documents.Add(Bytes(Sample));
        foreach (var version in Versions)
            staged.VersionOf(((string)version["_key"]!)[37..]).Documents.Add(Bytes(version));
        foreach (var node in Nodes.OrderBy(node => (string)node["uuidver"]!, StringComparer.Ordinal).ThenBy(node => (int?)node["index"] ?? int.MaxValue))
            staged.VersionOf((string)node["uuidver"]!).Nodes.Add(Bytes(node));
        var links = Links.GroupBy(link => (string?)link["id"]).SelectMany(group => LinkRivals.OfOneId([.. group.Select(link => new StagedLink(LinkVerdict.Counts, Bytes(link)))]));
        staged.Links.AddRange(links);
        return SampleMapping.Map(staged, Found.Context);
    }

    /// <summary>The sample, of which nothing is to be found.</summary>
    public BulkSample MapWhole()
    {
        var sample = Map();
        Assert.Empty(Found.All);
        return sample!;
    }

    public static byte[] Bytes(JsonNode document) => Encoding.UTF8.GetBytes(document.ToJsonString());

    public static string TreeOf(BulkVersion version) => Encoding.UTF8.GetString(version.Content.NodeTree.Span);

    public static NodeId[] NodesOf(BulkVersion version) => [.. version.Content.Nodes.Select(node => node.Id)];
}
