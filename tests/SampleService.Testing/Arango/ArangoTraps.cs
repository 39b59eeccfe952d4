using System.Text.Json.Nodes;

namespace SampleService.Testing.Arango;

/// <summary>
/// Puts into a dump whatever is not as it should be in dumps of deployments that have served for years, each on a sample of its own. What a report has
/// to say of it is noted.
/// </summary>
/// <param name="dump">Takes the documents.</param>
/// <param name="story">Makes ids.</param>
public sealed class ArangoTraps(ArangoDump dump, ArangoStory story)
{
    private const long At = 1_614_958_000_123;

    private readonly List<(string Kind, string Key)> _expected = [];
    private int _objects = 1000;

    /// <summary>What a report has to have: kinds of findings, and keys of documents.</summary>
    public IReadOnlyList<(string Kind, string Key)> Expected => _expected;

    /// <summary>What is in the database in the end.</summary>
    public (int Samples, int Versions, int Nodes, int Links) Added { get; private set; }

    /// <summary>Puts all of them in.</summary>
    public void Plant()
    {
        PlantVersions();
        PlantNumbers();
        PlantOldForms();
        PlantTexts();
        PlantAcls();
        PlantLinks();
        PlantLinksThatLeadNowhere();
        PlantTimes();
        PlantBroken();
    }

    private void PlantVersions()
    {
        // A save that was not finished, and documents of a sample that is not there.
        var sample = Sample(1);
        var half = story.NewId();
        Version(sample.Id, half, -1);
        Expect("version_unfinished", $"{sample.Id}_{half}");
        var (lost, uuid) = (story.NewId(), story.NewId());
        Version(lost, uuid, 1);
        Expect("documents_without_sample", lost);

        // Of three versions the second is corrupt, each time in another way.
        var without = Sample(3, left: [2]);
        Expect("version_without_document", $"{without.Id}_{without.Versions[1]}");
        var empty = Sample(3, left: [2]);
        dump.Add(ArangoNames.Versions, ArangoDocuments.Version(empty.Id, empty.Versions[1], "user1", 2, At, "empty"));
        Expect("version_without_nodes", $"{empty.Id}_{empty.Versions[1]}");
        var gap = Sample(3, left: [2]);
        dump.Add(ArangoNames.Versions, ArangoDocuments.Version(gap.Id, gap.Versions[1], "user1", 2, At, "gap"));
        var node = ArangoDocuments.Node(gap.Id, gap.Versions[1], 2, At, Root(), 0);
        node["index"] = 1;
        dump.Add(ArangoNames.Nodes, node);
        Expect("version_with_gap", (string)node["_key"]!);

        // The first version is lost, and with it when the sample was created; the newest one is.
        var first = Sample(2, left: [1]);
        Expect("version_without_document", $"{first.Id}_{first.Versions[0]}");
        Expect("creation_unknown", first.Id);
        var newest = Sample(2, left: [2]);
        Expect("version_without_document", $"{newest.Id}_{newest.Versions[1]}");
    }

    private void PlantNumbers()
    {
        var unfinished = Sample(2, number: (version, number) => number == 2 ? -1 : number);
        Expect("version_number_missing", $"{unfinished.Id}_{unfinished.Versions[1]}");
        var wrong = Sample(2, number: (version, number) => number == 2 ? 7 : number);
        Expect("version_number_wrong", $"{wrong.Id}_{wrong.Versions[1]}");
        Expect("version_number_wrong", $"{wrong.Id}_{wrong.Versions[1]}");
        // Keys that do not stand together, values at the ends of their ranges, and a key that comes twice.
        Sample(1, change: (_, node) => node["cmeta"] = JsonNode.Parse("""
            [{"ok":"a","k":"value","v":18446744073709551615},{"ok":"b","k":"value","v":1.8446744073709552e19},{"ok":"a","k":"units","v":"m"},
             {"ok":"b","k":"value","v":true},{"ok":"c","k":"","v":-9223372036854775808}]
            """));
    }

    private void PlantOldForms()
    {
        // Before 15 July and 29 June 2020, and before 10 March 2021.
        Sample(1, change: (_, node) => node.Remove("smeta"));
        Sample(1, acls: acls => acls.Remove("pubread"));
        Sample(1, acls: acls => acls["pubread"] = null);
        Sample(1, version: document => document["saved"] = 1590534565.1234567);
    }

    private void PlantTexts()
    {
        var control = Sample(1, version: document => document["name"] = "a\u0007b");
        Expect("text_unusual", $"{control.Id}_{control.Versions[0]}");
        var value = Sample(1, change: (_, node) => node["ucmeta"] = new JsonArray(new JsonObject { ["ok"] = "note", ["k"] = "value", ["v"] = new string('x', 2000) + "\0" }));
        Expect("text_unusual", ArangoDocuments.NodeKey(value.Id, value.Versions[0], "root"));
        var parent = Sample(1, change: (_, node) => (node["type"], node["parent"]) = ("SUB_SAMPLE", "nobody"));
        Expect("parent_unusual", $"{parent.Id}_{parent.Versions[0]}");
        var primitive = Sample(1, change: (_, node) => node["ucmeta"]!.AsArray().Add(new JsonObject { ["ok"] = "lost", ["k"] = "value", ["v"] = null }));
        Expect("value_unreadable", ArangoDocuments.NodeKey(primitive.Id, primitive.Versions[0], "root"));
        var name = Sample(1, version: document => document["name"] = 7);
        Expect("name_unreadable", $"{name.Id}_{name.Versions[0]}");
    }

    private void PlantAcls()
    {
        // The owner was changed by hand, which is no fault.
        Sample(1, acls: acls => acls["owner"] = "somebody-else");
        var twice = Sample(1, acls: acls => (acls["admin"], acls["read"]) = (new JsonArray("user2"), new JsonArray("user3", "user2", "user1")));
        Expect("acl_user_twice", twice.Id);
        Expect("acl_user_twice", twice.Id);
        var nobody = Sample(1, acls: acls => acls["write"] = new JsonArray("user2", null));
        Expect("acl_entry_unreadable", nobody.Id);
        var update = Sample(1, change: null, sample: document => document.Remove("aclupdate"));
        Expect("acl_update_unknown", update.Id);
    }

    private void PlantLinks()
    {
        var target = Target(Sample(2));
        // Expired in a torn transaction: the unexpired document is still there.
        var torn = story.NewId();
        var unit = (42, ++_objects, 1);
        dump.Add(ArangoNames.Links, ArangoDocuments.Link(torn, unit, "torn", target, "user1", At));
        AddLink(ArangoDocuments.Link(torn, unit, "torn", target, "user1", At, "user2", At + 500));
        Expect("link_torn", ArangoDocuments.LinkKey(unit, "torn"));

        // Replaced in its first millisecond.
        AddLink(Expect("link_expired_before_created", ArangoDocuments.Link(story.NewId(), NextUnit(), "fast", target, "user1", At, "user1", At - 1)));
        var without = ArangoDocuments.Link(story.NewId(), NextUnit(), null, target, "user1", At, "user1", At + 5);
        without["expireby"] = null;
        AddLink(Expect("link_expirer_unknown", without));

        // The key of another unit, which has an unexpired link of its own.
        var taken = NextUnit();
        AddLink(ArangoDocuments.Link(story.NewId(), taken, null, target, "user1", At));
        var other = ArangoDocuments.Link(story.NewId(), taken, null, target, "user1", At + 1);
        other["_key"] = "1_2_3";
        dump.Add(ArangoNames.Links, other);
        Expect("link_of_taken_unit", "1_2_3");
        var renamed = ArangoDocuments.Link(story.NewId(), NextUnit(), null, target, "user1", At);
        renamed["_key"] = "3_2_1";
        AddLink(Expect("key_disagrees", renamed));

        // Members of a branch that was never merged, and an object that is nowhere.
        var labels = ArangoDocuments.Link(story.NewId(), NextUnit(), "d", target, "user1", At);
        labels["clabels"] = new JsonArray("x");
        AddLink(labels);
        // Two documents that are the same.
        var repeated = ArangoDocuments.Link(story.NewId(), NextUnit(), "d", target, "user1", At);
        AddLink(repeated);
        var text = repeated.ToJsonString();
        dump.AddText(ArangoNames.Links, text);
        dump.AddText(ArangoNames.Links, text);
        // One with its revision, two without.
        Expect("link_repeated", (string)repeated["_key"]!);
        Expect("document_repeated", (string)repeated["_key"]!);
        Expect("document_repeated", (string)repeated["_key"]!);
    }

    private void PlantLinksThatLeadNowhere()
    {
        var sample = Sample(3, left: [2]);
        Expect("version_without_document", $"{sample.Id}_{sample.Versions[1]}");
        LeftOut("link_without_sample", (story.NewId(), story.NewId(), 1, "root"));
        LeftOut("link_without_version", (sample.Id, story.NewId(), 9, "root"));
        LeftOut("link_without_version", (sample.Id, sample.Versions[1], 2, "root"));
        LeftOut("link_without_node", (sample.Id, sample.Versions[0], 1, "nobody"));
        AddLink(Expect("link_version_disagrees", ArangoDocuments.Link(
            story.NewId(), NextUnit(), null, (sample.Id, sample.Versions[2], 1, "root"), "user1", At)));
        AddLink(Expect("link_version_found", ArangoDocuments.Link(
            story.NewId(), NextUnit(), null, (sample.Id, sample.Versions[2], 33, "root"), "user1", At)));
        var unreadable = ArangoDocuments.Link(story.NewId(), NextUnit(), null, Target(sample), "user1", At);
        unreadable.Remove("created");
        dump.Add(ArangoNames.Links, Expect("link_unreadable", unreadable));
    }

    private void PlantTimes()
    {
        var target = Target(Sample(1));
        // Seconds, before 1970 too, and a dump that was converted by half.
        var old = ArangoDocuments.Link(story.NewId(), NextUnit(), "d", target, "user1", 0, "user1", 0);
        (old["created"], old["expired"]) = (-100.0, 1590534565.5);
        old["_key"] = ArangoDocuments.LinkKey((42, _objects, 1), "d", -100);
        AddLink(old);
        var never = ArangoDocuments.Link(story.NewId(), NextUnit(), "d", target, "user1", 0);
        (never["created"], never["expired"]) = (1590534565.1234567, 9007199254740.991);
        AddLink(never);
        AddLink(ArangoDocuments.Link(story.NewId(), NextUnit(), null, target, "user1", 0, "user1", 0));
        // Its key kept the digits that the conversion dropped.
        var converted = ArangoDocuments.Link(story.NewId(), NextUnit(), "d", target, "user1", 1590534565123, "user1", 1590534566000);
        converted["_key"] = ArangoDocuments.LinkKey((42, _objects, 1), "d", 1590534565.1234567);
        AddLink(converted);
        var early = ArangoDocuments.Link(story.NewId(), NextUnit(), "d", target, "user1", 500_000, "user1", 600_000);
        (early["created"], early["expired"]) = (500.0, 600.0);
        AddLink(early);
    }

    private void PlantBroken()
    {
        dump.Add(ArangoNames.Samples, new JsonObject { ["_key"] = "no-uuid", ["id"] = "no-uuid", ["vers"] = new JsonArray("x"), ["acls"] = ArangoDocuments.Acls("user1") });
        Expect("sample_unreadable", "no-uuid");
        var empty = story.NewId();
        dump.Add(ArangoNames.Samples, ArangoDocuments.Sample(empty, [], 1614958000.123, ArangoDocuments.Acls("user1")));
        Expect("sample_without_versions", empty);
        dump.Add(ArangoNames.Nodes, new JsonObject { ["_key"] = "lost-node" });
        Expect("document_unreadable", "lost-node");
        dump.Add(ArangoNames.Links, new JsonObject { ["_key"] = "lost-link" });
        Expect("link_unreadable", "lost-link");
        var user = Sample(2, left: [2]);
        dump.Add(ArangoNames.Versions, new JsonObject { ["_key"] = $"{user.Id}_{user.Versions[1]}", ["id"] = user.Id, ["uuidver"] = user.Versions[1], ["saved"] = At });
        Expect("version_unreadable", $"{user.Id}_{user.Versions[1]}");
    }

    /// <summary>A sample with so many versions of one node.</summary>
    /// <param name="left">Numbers of versions of which there are no documents.</param>
    private (string Id, List<string> Versions) Sample(
        int versions, int[]? left = null, Func<string, int, int>? number = null, Action<int, JsonObject>? change = null, Action<JsonObject>? acls = null,
        Action<JsonObject>? version = null, Action<JsonObject>? sample = null)
    {
        var (id, uuids) = (story.NewId(), Enumerable.Range(0, versions).Select(_ => story.NewId()).ToList());
        var rights = ArangoDocuments.Acls("user1");
        acls?.Invoke(rights);
        var document = ArangoDocuments.Sample(id, uuids, At / 1000.0, rights);
        sample?.Invoke(document);
        dump.Add(ArangoNames.Samples, document);
        var present = Enumerable.Range(1, versions).Except(left ?? []).ToList();
        foreach (var place in present)
            Version(id, uuids[place - 1], number?.Invoke(id, place) ?? place, change, version);
        Added = (Added.Samples + 1, Added.Versions + present.Count, Added.Nodes + present.Count, Added.Links);
        return (id, uuids);
    }

    private void Version(string sample, string uuid, int number, Action<int, JsonObject>? change = null, Action<JsonObject>? version = null)
    {
        var document = ArangoDocuments.Version(sample, uuid, "user1", number, At + number, "trap");
        version?.Invoke(document);
        dump.Add(ArangoNames.Versions, document);
        var node = ArangoDocuments.Node(sample, uuid, number, At + number, Root(), 0);
        change?.Invoke(number, node);
        dump.Add(ArangoNames.Nodes, node);
    }

    private static JsonObject Root() => JsonNode.Parse("""{"id":"root","type":"BioReplicate","meta_user":{"note":{"value":"x"}}}""")!.AsObject();

    private static (string, string, int, string) Target((string Id, List<string> Versions) sample) => (sample.Id, sample.Versions[0], 1, "root");

    private (int, int, int) NextUnit() => (42, ++_objects, 1);

    private void AddLink(JsonObject link)
    {
        dump.Add(ArangoNames.Links, link);
        Added = (Added.Samples, Added.Versions, Added.Nodes, Added.Links + 1);
    }

    private void LeftOut(string kind, (string, string, int, string) target) =>
        dump.Add(ArangoNames.Links, Expect(kind, ArangoDocuments.Link(story.NewId(), NextUnit(), null, target, "user1", At)));

    private JsonObject Expect(string kind, JsonObject document)
    {
        Expect(kind, (string)document["_key"]!);
        return document;
    }

    private void Expect(string kind, string key) => _expected.Add((kind, key));
}
