using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Import;

/// <summary>A document of links, read.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Id">The link.</param>
/// <param name="Unit">The data unit.</param>
/// <param name="Sample">The id of the sample, as it is written.</param>
/// <param name="VersionUuid">The UUID of the version; empty if it has none.</param>
/// <param name="VersionNumber">The number of the version.</param>
/// <param name="Node">The node.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="Created">When.</param>
/// <param name="SecondsInKey">The same in seconds, as the key of an expired link has it.</param>
/// <param name="ExpiredBy">Who expired it; null for nobody known.</param>
/// <param name="Expired">When; null if it is not expired.</param>
internal sealed record LinkDocument(
    string Key, Guid Id, DataUnit Unit, string Sample, string VersionUuid, int VersionNumber, NodeId Node, UserName CreatedBy, Timestamp Created,
    double SecondsInKey, UserName? ExpiredBy, Timestamp? Expired)
{
    /// <summary>The members it is read from.</summary>
    public static readonly IReadOnlySet<string> Members = new HashSet<string>(StringComparer.Ordinal)
    {
        "id", "wsid", "objid", "objver", "dataid", "sampleid", "samuuidver", "samintver", "node", "created", "createby", "expired", "expireby",
    };

    /// <summary>Reads a document; null if it lacks something.</summary>
    public static LinkDocument? Read(JsonValue document)
    {
        JsonValue data = document["dataid"u8], expired = document["expired"u8];
        var isExpired = !ImportedTime.IsNever(expired);
        if (ImportedText.Uuid(document["id"u8].AsString()) is not { } id
            || Positive(document["wsid"u8]) is not { } workspace || Positive(document["objid"u8]) is not { } number
            || Positive(document["objver"u8]) is not { } version
            || !(data.IsNullOrAbsent || (data.AsString() is { } text && ImportedText.IsIndexable(text)))
            || document["sampleid"u8].AsString() is not { } sample
            || ImportedText.Storable(document["node"u8]) is not { } node
            || ImportedText.Storable(document["createby"u8]) is not { } creator
            || ImportedTime.Read(document["created"u8]) is not { } created
            || (isExpired && ImportedTime.Read(expired) is null))
            return null;
        return new LinkDocument(
            document["_key"u8].AsString() ?? "", id, new DataUnit(new Upa(new WorkspaceId(workspace), number, version), data.AsString() ?? ""), sample,
            document["samuuidver"u8].AsString() ?? "",
            document["samintver"u8].TryGetInt64(out var place) && place is > 0 and <= int.MaxValue ? (int)place : 0,
            new NodeId(node), new UserName(creator), created, ImportedTime.SecondsInKey(document["created"u8]),
            ImportedText.Storable(document["expireby"u8]) is { } user ? new UserName(user) : null, isExpired ? ImportedTime.Read(expired) : null);
    }

    /// <summary>Whether the key is the one of the members: the unit, and of an expired link when it was created.</summary>
    public bool KeyAgrees()
    {
        var unit = string.Create(CultureInfo.InvariantCulture, $"{Unit.Upa.Workspace.Value}_{Unit.Upa.Object}_{Unit.Upa.Version}");
        if (Unit.DataId.Length > 0)
            unit += "_" + Md5(Unit.DataId);
        if (Expired is null)
            return Key == unit;
        // Seconds that were made milliseconds since have lost some digits.
        return Key.StartsWith(unit + "_", StringComparison.Ordinal)
            && double.TryParse(Key.AsSpan(unit.Length + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(seconds - SecondsInKey) <= 0.001;
    }

    /// <summary>MD5 in hexadecimal, as keys have it. It protects nothing.</summary>
#pragma warning disable CA5351
    public static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351

    private static long? Positive(JsonValue value) => value.TryGetInt64(out var number) && number >= 1 ? number : null;
}
