using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Import;

/// <summary>The links to a sample.</summary>
/// <param name="sample">Its id, as it is written.</param>
/// <param name="id">The same.</param>
/// <param name="uuids">The UUIDs of its versions.</param>
/// <param name="versions">The versions that are there.</param>
/// <param name="context">Takes what is found.</param>
internal sealed class LinkMapping(string sample, SampleId id, IReadOnlyList<string?> uuids, IReadOnlyList<BulkVersion> versions, MappingContext context)
{
    private readonly Dictionary<int, HashSet<NodeId>> _nodes = [];

    /// <summary>Those that count and lead somewhere.</summary>
    public IEnumerable<DataLink> Build(IEnumerable<StagedLink> links)
    {
        foreach (var link in links)
            if (Build(link) is { } built)
                yield return built;
    }

    /// <summary>Tells of a document that cannot be read or does not count; null then.</summary>
    public static LinkDocument? Read(StagedLink link, string? sample, MappingContext context)
    {
        using var json = LinkRivals.TryParse(link.Document);
        if (json is null || LinkDocument.Read(json.Root) is not { } document)
        {
            context.Findings.Add(new Finding(FindingKind.LinkUnreadable, context.Names.Links, json?.Root["_key"u8].AsString() ?? "") { Sample = sample });
            return null;
        }

        void Found(FindingKind kind) => context.Findings.Add(
            new Finding(kind, context.Names.Links, document.Key) { Sample = sample, Detail = $"link {document.Id}" });
        switch (link.Verdict)
        {
            case LinkVerdict.IsCopy:
                Found(FindingKind.DocumentRepeated);
                return null;
            case LinkVerdict.IsTorn:
                Found(FindingKind.LinkTorn);
                return null;
            case LinkVerdict.IsRepeated:
                Found(FindingKind.DocumentRepeated);
                return null;
            case LinkVerdict.UnitIsTaken:
                Found(FindingKind.LinkOfTakenUnit);
                return null;
            case LinkVerdict.CountsOfSeveral:
                Found(FindingKind.LinkRepeated);
                break;
        }

        context.Findings.LookForUnknown(json.Root, context.Names.Links, LinkDocument.Members);
        return document;
    }

    private DataLink? Build(StagedLink link)
    {
        if (Read(link, sample, context) is not { } document)
            return null;
        if (VersionOf(document) is not { } number || !HasNode(number, document))
            return null;
        if (!document.KeyAgrees())
            Found(FindingKind.KeyDisagrees, document);
        if (ImportedText.IsUnusualName(document.CreatedBy.Value) || (document.Unit.DataId.Length > 0 && ImportedText.IsUnusualName(document.Unit.DataId)))
            Found(FindingKind.TextUnusual, document);
        var expired = document.Expired;
        if (expired is { } end && end.CompareTo(document.Created) < 0)
        {
            Found(FindingKind.LinkExpiredBeforeCreated, document);
            expired = document.Created;
        }

        if (expired is not null && document.ExpiredBy is null)
            Found(FindingKind.LinkExpirerUnknown, document);
        return new DataLink(
            new LinkId(document.Id), document.Unit, new SampleVersionId(id, number), document.Node, document.CreatedBy, document.Created,
            expired is null ? null : document.ExpiredBy ?? document.CreatedBy, expired);
    }

    /// <summary>The number of the version; null, and told of, if it is not there.</summary>
    private int? VersionOf(LinkDocument document)
    {
        var number = document.VersionNumber;
        if (number < 1 || number > uuids.Count)
        {
            // The old service looked for links by the UUID.
            var place = uuids.ToList().IndexOf(document.VersionUuid);
            if (place < 0)
            {
                Found(FindingKind.LinkWithoutVersion, document);
                return null;
            }

            Found(FindingKind.LinkVersionFound, document);
            return place + 1;
        }

        if (uuids[number - 1] != document.VersionUuid)
            Found(FindingKind.LinkVersionDisagrees, document);
        return number;
    }

    private bool HasNode(int number, LinkDocument document)
    {
        if (!_nodes.TryGetValue(number, out var nodes))
            _nodes.Add(number, nodes = [.. versions.FirstOrDefault(version => version.Number == number)?.Content.Nodes.Select(static node => node.Id) ?? []]);
        if (nodes.Contains(document.Node))
            return true;
        Found(nodes.Count == 0 ? FindingKind.LinkWithoutVersion : FindingKind.LinkWithoutNode, document);
        return false;
    }

    private void Found(FindingKind kind, LinkDocument document) => context.Add(kind, context.Names.Links, document.Key, sample, detail: $"link {document.Id}");
}
