using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SampleService.Testing.Arango;

/// <summary>Documents as the storage code of the KBase Sample Service makes them.</summary>
public static class ArangoDocuments
{
    /// <summary>Stands for a link that is not expired.</summary>
    public const long Never = 9007199254740991;

    private static readonly Dictionary<string, string> Types = new()
    {
        ["BioReplicate"] = "BIOLOGICAL_REPLICATE",
        ["TechReplicate"] = "TECHNICAL_REPLICATE",
        ["SubSample"] = "SUB_SAMPLE",
    };

    public static JsonObject Sample(string id, IEnumerable<string> versions, double aclUpdate, JsonObject acls) => new()
    {
        ["_key"] = id,
        ["id"] = id,
        ["vers"] = new JsonArray([.. versions.Select(version => (JsonNode)version)]),
        ["aclupdate"] = aclUpdate,
        ["acls"] = acls,
    };

    public static JsonObject Acls(string owner, IEnumerable<string>? admin = null, IEnumerable<string>? write = null, IEnumerable<string>? read = null, bool isPublic = false) => new()
    {
        ["owner"] = owner,
        ["admin"] = Users(admin),
        ["write"] = Users(write),
        ["read"] = Users(read),
        ["pubread"] = isPublic,
    };

    public static JsonObject Version(string sample, string uuid, string user, int number, long saved, string? name) => new()
    {
        ["_key"] = $"{sample}_{uuid}",
        ["id"] = sample,
        ["user"] = user,
        ["ver"] = number,
        ["uuidver"] = uuid,
        ["saved"] = saved,
        ["name"] = name,
    };

    /// <summary>The nodes of a tree as callers send it and see it.</summary>
    public static IEnumerable<JsonObject> Nodes(string sample, string uuid, int number, long saved, JsonArray tree) =>
        tree.Select((node, index) => Node(sample, uuid, number, saved, node!.AsObject(), index));

    public static JsonObject Node(string sample, string uuid, int number, long saved, JsonObject node, int index) => new()
    {
        ["_key"] = NodeKey(sample, uuid, (string)node["id"]!),
        ["id"] = sample,
        ["uuidver"] = uuid,
        ["ver"] = number,
        ["saved"] = saved,
        ["name"] = (string)node["id"]!,
        ["type"] = Types[(string)node["type"]!],
        ["parent"] = (string?)node["parent"],
        ["index"] = index,
        ["cmeta"] = Metadata(node["meta_controlled"]),
        ["ucmeta"] = Metadata(node["meta_user"]),
        ["smeta"] = new JsonArray([.. (node["source_meta"] as JsonArray ?? []).Select(entry => new JsonObject
        {
            ["k"] = (string)entry!["key"]!,
            ["sk"] = (string)entry["skey"]!,
            ["v"] = entry["svalue"]!.DeepClone(),
        })]),
    };

    public static JsonObject VersionEdge(string sample, string uuid) => new()
    {
        ["_key"] = $"{sample}_{uuid}",
        ["uuidver"] = uuid,
        ["_from"] = $"samples_version/{sample}_{uuid}",
        ["_to"] = $"samples_sample/{sample}",
    };

    public static JsonObject NodeEdge(string sample, string uuid, string name, string? parent) => new()
    {
        ["_key"] = NodeKey(sample, uuid, name),
        ["uuidver"] = uuid,
        ["_from"] = $"samples_nodes/{NodeKey(sample, uuid, name)}",
        ["_to"] = parent is null ? $"samples_version/{sample}_{uuid}" : $"samples_nodes/{NodeKey(sample, uuid, parent)}",
    };

    /// <summary>A link.</summary>
    /// <param name="expired">Milliseconds; null for a link that is not expired.</param>
    public static JsonObject Link(
        string id, (int Workspace, int Object, int Version) unit, string? data, (string Sample, string Uuid, int Number, string Node) target, string createdBy,
        long created, string? expiredBy = null, long? expired = null) => new()
        {
            ["_key"] = LinkKey(unit, data, expired is null ? null : created / 1000.0),
            ["_from"] = Text($"ws_object_version/{unit.Workspace}:{unit.Object}:{unit.Version}"),
            ["_to"] = $"samples_nodes/{NodeKey(target.Sample, target.Uuid, target.Node)}",
            ["created"] = created,
            ["createby"] = createdBy,
            ["expired"] = expired ?? Never,
            ["expireby"] = expiredBy,
            ["id"] = id,
            ["wsid"] = unit.Workspace,
            ["objid"] = unit.Object,
            ["objver"] = unit.Version,
            ["dataid"] = data,
            ["sampleid"] = target.Sample,
            ["samuuidver"] = target.Uuid,
            ["samintver"] = target.Number,
            ["node"] = target.Node,
        };

    /// <summary>The key of a link; of an expired one it ends with when it was created, as Python prints the seconds.</summary>
    public static string LinkKey((int Workspace, int Object, int Version) unit, string? data, double? createdSeconds = null)
    {
        var key = Text($"{unit.Workspace}_{unit.Object}_{unit.Version}");
        if (data is not null)
            key += "_" + Md5(data);
        if (createdSeconds is not { } seconds)
            return key;
        var text = seconds.ToString("R", CultureInfo.InvariantCulture);
        return $"{key}_{(text.Contains('.') ? text : text + ".0")}";
    }

    public static string NodeKey(string sample, string uuid, string name) => $"{sample}_{uuid}_{Md5(name)}";

    public static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static JsonArray Users(IEnumerable<string>? users) => new([.. (users ?? []).Select(user => (JsonNode)user)]);

    private static JsonArray Metadata(JsonNode? metadata) => new([
        .. from entry in metadata as JsonObject ?? []
           from value in entry.Value!.AsObject()
           select new JsonObject { ["ok"] = entry.Key, ["k"] = value.Key, ["v"] = value.Value?.DeepClone() },
    ]);
}
