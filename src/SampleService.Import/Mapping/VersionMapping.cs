using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SampleService.Domain;
using SampleService.Json;
using SampleService.Storage;

namespace SampleService.Import;

/// <summary>
/// The versions of a sample: the list of UUIDs in its document alone says which there are, and their numbers. What has no place in it was never
/// shown by the old service.
/// </summary>
/// <param name="staged">The documents.</param>
/// <param name="uuids">The list; null where it has something else than a text.</param>
/// <param name="context">Takes what is found.</param>
internal sealed class VersionMapping(StagedSample staged, IReadOnlyList<string?> uuids, MappingContext context)
{
    private static readonly HashSet<string> Members = new(StringComparer.Ordinal) { "id", "user", "ver", "uuidver", "saved", "name" };

    /// <summary>When the first version was saved, even if it cannot be read otherwise; null if that is not known.</summary>
    public Timestamp? FirstSaved { get; private set; }

    /// <summary>The versions that can be read, in the order of their numbers.</summary>
    public List<BulkVersion> Build()
    {
        var versions = new List<BulkVersion>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 1; number <= uuids.Count; number++)
            if (Build(number, uuids[number - 1], seen) is { } version)
                versions.Add(version);
        foreach (var other in staged.Versions)
            if (!seen.Contains(other.Uuid))
                context.Add(
                    FindingKind.VersionUnfinished, context.Names.Versions, KeyOf(other.Uuid), staged.Key,
                    detail: string.Create(CultureInfo.InvariantCulture, $"{other.Documents.Count} documents, {other.Nodes.Count} nodes"));
        return versions;
    }

    private string KeyOf(string? uuid) => $"{staged.Key}_{uuid}";

    private BulkVersion? Build(int number, string? uuid, HashSet<string> seen)
    {
        var isFirst = uuid is not null && seen.Add(uuid);
        if (uuid is null || staged.Find(uuid) is not { Documents.Count: > 0 } version)
        {
            Found(FindingKind.VersionWithoutDocument, uuid, number);
            return null;
        }

        if (!isFirst)
            Found(FindingKind.VersionRepeated, uuid, number);
        using var json = Copies.ParseLast(version.Documents, context.Names.Versions, KeyOf(uuid), staged.Key, context);
        return json is null ? null : Build(number, version, json.Root, isFirst);
    }

    private BulkVersion? Build(int number, StagedVersion version, JsonValue document, bool isFirst)
    {
        context.Findings.LookForUnknown(document, context.Names.Versions, Members);
        var saved = ImportedTime.Read(document["saved"u8]);
        if (number == 1)
            FirstSaved = saved;
        if (document["id"u8].AsString() != staged.Key || document["uuidver"u8].AsString() != version.Uuid)
            Found(FindingKind.KeyDisagrees, version.Uuid, number);
        if (ImportedText.Storable(document["user"u8]) is not { } user || saved is not { } at)
        {
            Found(FindingKind.VersionUnreadable, version.Uuid, number);
            return null;
        }

        if (ImportedText.IsUnusualName(user))
            Found(FindingKind.TextUnusual, version.Uuid, number);
        CheckNumber(document["ver"u8], version.Uuid, number);
        var content = new TreeMapping(version, number, staged.Key, context).Build(ReadName(document["name"u8], version.Uuid, number));
        return content is null ? null : new BulkVersion(number, new UserName(user), at, new WriteId(WriteIdOf(version.Uuid, number, isFirst)), content);
    }

    private string? ReadName(JsonValue value, string uuid, int number)
    {
        if (value.IsNullOrAbsent)
            return null;
        if (ImportedText.Storable(value) is not { } name)
        {
            Found(FindingKind.NameUnreadable, uuid, number);
            return null;
        }

        if (ImportedText.IsUnusualName(name))
            Found(FindingKind.TextUnusual, uuid, number);
        return name;
    }

    private void CheckNumber(JsonValue value, string uuid, int number)
    {
        if (!value.TryGetInt64(out var written) || written != number)
            Found(written == -1 ? FindingKind.VersionNumberMissing : FindingKind.VersionNumberWrong, uuid, number);
    }

    /// <summary>The UUID that the version had, so that it can be traced; another, always the same, where two would have it or it is none.</summary>
    private Guid WriteIdOf(string uuid, int number, bool isFirst) => isFirst && ImportedText.Uuid(uuid) is { } id
        ? id
        : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{staged.Key}_{number}_{uuid}"))).AsSpan(0, 16));

    private void Found(FindingKind kind, string? uuid, int number) => context.Add(kind, context.Names.Versions, KeyOf(uuid), staged.Key, number);
}
