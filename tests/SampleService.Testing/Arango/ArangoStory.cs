using System.Globalization;
using System.Text.Json.Nodes;

namespace SampleService.Testing.Arango;

/// <summary>
/// A dump made of real samples (tests/data): one to three versions each, rights, links that are active, replaced and expired. The same seed makes the
/// same dump.
/// </summary>
/// <param name="dump">Takes the documents.</param>
/// <param name="records">Lines with name and node_tree; used again when they are used up.</param>
/// <param name="seed">Makes ids and choices.</param>
public sealed class ArangoStory(ArangoDump dump, IReadOnlyList<string> records, int seed = 1)
{
    private static readonly string[] Users = ["user1", "user2", "user3", "user4"];

    private readonly Random _random = new(seed);
    private int _made;
    private int _objects;

    /// <summary>How many samples, versions, nodes and links were added.</summary>
    public (int Samples, int Versions, int Nodes, int Links) Added { get; private set; }

    /// <summary>A UUID.</summary>
    public string NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    /// <summary>Adds samples.</summary>
    public void AddSamples(int count)
    {
        for (var i = 0; i < count; i++)
            AddSample();
    }

    /// <summary>Adds the next sample; gives what is needed to refer to it.</summary>
    public (string Id, List<string> Versions, string Node) AddSample()
    {
        var record = JsonNode.Parse(records[_made % records.Count])!;
        var (id, saved) = (NewId(), 1_614_958_000_000L + (_made++ * 60_000L));
        var tree = record["node_tree"]!.AsArray();
        var node = (string)tree[0]!["id"]!;
        var versions = new List<string>();
        for (var number = 1; number <= 1 + (_made % 10 == 0 ? 2 : 0); number++)
        {
            versions.Add(NewId());
            AddVersion(id, versions[^1], number, saved + (number * 1000), (string?)record["name"], tree);
        }

        var owner = Users[_made % Users.Length];
        dump.Add(ArangoNames.Samples, ArangoDocuments.Sample(
            id, versions, (saved + 1500) / 1000.0,
            _made % 3 == 0 ? ArangoDocuments.Acls(owner, read: ["reader1", "reader2"], write: ["writer1"], isPublic: _made % 2 == 0) : ArangoDocuments.Acls(owner)));
        if (_made % 2 == 0)
            AddLinks((id, versions[0], 1, node), saved + 5000);
        var (samples, saves, nodes, links) = Added;
        Added = (samples + 1, saves + versions.Count, nodes + (versions.Count * tree.Count), links + (_made % 2 == 0 ? 3 : 0));
        return (id, versions, node);
    }

    private void AddVersion(string id, string uuid, int number, long saved, string? name, JsonArray tree)
    {
        dump.Add(ArangoNames.Versions, ArangoDocuments.Version(id, uuid, Users[_made % Users.Length], number, saved, name));
        dump.Add(ArangoNames.VersionEdges, ArangoDocuments.VersionEdge(id, uuid));
        foreach (var document in ArangoDocuments.Nodes(id, uuid, number, saved, tree))
            dump.Add(ArangoNames.Nodes, document);
        foreach (var node in tree)
            dump.Add(ArangoNames.NodeEdges, ArangoDocuments.NodeEdge(id, uuid, (string)node!["id"]!, (string?)node["parent"]));
    }

    /// <summary>One that is active, one that was replaced by it, and one that was expired.</summary>
    private void AddLinks((string, string, int, string) target, long at)
    {
        var unit = (42, ++_objects, 1);
        var data = _objects.ToString(CultureInfo.InvariantCulture);
        dump.Add(ArangoNames.Links, ArangoDocuments.Link(NewId(), unit, data, target, "user1", at, "user2", at + 999));
        dump.Add(ArangoNames.Links, ArangoDocuments.Link(NewId(), unit, data, target, "user2", at + 1000));
        dump.Add(ArangoNames.Links, ArangoDocuments.Link(NewId(), unit, null, target, "user3", at + 250, "user4", at + 10_000));
    }
}
