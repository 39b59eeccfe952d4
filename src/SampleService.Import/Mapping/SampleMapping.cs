using System.Globalization;
using SampleService.Domain;
using SampleService.Json;
using SampleService.Storage;

namespace SampleService.Import;

/// <summary>A sample out of all its documents, as the old service showed it.</summary>
internal static class SampleMapping
{
    private static readonly HashSet<string> Members = new(StringComparer.Ordinal) { "id", "vers", "aclupdate", "acls" };

    /// <summary>Makes the sample; null if there is none, and what was found tells why.</summary>
    public static BulkSample? Map(StagedSample staged, MappingContext context)
    {
        if (staged.Documents.Count == 0)
            return WithoutSample(staged, context);
        using var json = Copies.ParseLast(staged.Documents, context.Names.Samples, staged.Key, staged.Key, context);
        return json is null || Map(staged, json.Root, context) is not { } sample ? WithoutLinks(staged, context) : sample;
    }

    private static BulkSample? Map(StagedSample staged, JsonValue document, MappingContext context)
    {
        var names = context.Names;
        context.Findings.LookForUnknown(document, names.Samples, Members);
        if (ImportedText.Uuid(staged.Key) is not { } uuid || AclMapping.Read(document["acls"u8], staged.Key, context) is not { } acls)
        {
            context.Add(FindingKind.SampleUnreadable, names.Samples, staged.Key, staged.Key);
            return null;
        }

        if (document["id"u8].AsString() != staged.Key)
            context.Add(FindingKind.KeyDisagrees, names.Samples, staged.Key, staged.Key);
        var uuids = new List<string?>();
        foreach (var item in document["vers"u8].Items)
            uuids.Add(item.AsString());
        if (uuids.Count == 0)
        {
            context.Add(FindingKind.SampleWithoutVersions, names.Samples, staged.Key, staged.Key);
            return null;
        }

        var mapping = new VersionMapping(staged, uuids, context);
        var versions = mapping.Build();
        var changed = ImportedTime.ReadSeconds(document["aclupdate"u8]);
        if (changed is null)
            context.Add(FindingKind.AclUpdateUnknown, names.Samples, staged.Key, staged.Key);
        if (mapping.FirstSaved is null)
            context.Add(FindingKind.CreationUnknown, names.Samples, staged.Key, staged.Key);
        var created = mapping.FirstSaved ?? (versions.Count > 0 ? versions.Min(static version => version.Saved) : changed ?? new Timestamp(0));
        var id = new SampleId(uuid);
        var links = new LinkMapping(staged.Key, id, uuids, versions, context).Build(staged.Links);
        return new BulkSample(
            id, acls, changed ?? created, created, uuids.Count, versions, [.. links.OrderBy(static link => link.Id.ToString(), StringComparer.Ordinal)]);
    }

    /// <summary>Documents of a sample that is not there.</summary>
    private static BulkSample? WithoutSample(StagedSample staged, MappingContext context)
    {
        if (staged.Versions.Count > 0)
            context.Add(
                FindingKind.DocumentsWithoutSample, context.Names.Versions, staged.Key, staged.Key,
                detail: string.Create(
                    CultureInfo.InvariantCulture,
                    $"{staged.Versions.Sum(static version => version.Documents.Count)} versions, {staged.Versions.Sum(static version => version.Nodes.Count)} nodes"));
        return WithoutLinks(staged, context);
    }

    private static BulkSample? WithoutLinks(StagedSample staged, MappingContext context)
    {
        foreach (var link in staged.Links)
            if (LinkMapping.Read(link, staged.Key, context) is { } document)
                context.Add(FindingKind.LinkWithoutSample, context.Names.Links, document.Key, staged.Key, detail: $"link {document.Id}");
        return null;
    }
}
