using System.Globalization;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Import;

/// <summary>The tree of a version out of the documents of its nodes.</summary>
/// <param name="version">The version.</param>
/// <param name="number">Its number.</param>
/// <param name="sample">The id of its sample.</param>
/// <param name="context">Takes what is found.</param>
internal sealed class TreeMapping(StagedVersion version, int number, string sample, MappingContext context)
{
    private static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "id", "uuidver", "ver", "saved", "name", "type", "parent", "index", "cmeta", "ucmeta", "smeta",
    };

    private readonly List<(NodeId Id, NodeType Type, NodeId? Parent)> _nodes = [];
    private string _key = "";
    private int _wrongNumbers;

    /// <summary>The tree; null if the version cannot be read, as the old service could not.</summary>
    public SampleContent? Build(string? name)
    {
        using var tree = new StoredTreeBuilder();
        var seen = new HashSet<NodeId>();
        ReadOnlyMemory<byte> before = default;
        foreach (var document in version.Nodes)
        {
            // Copies have one place, so they stand together.
            if (document.AsSpan().SequenceEqual(before.Span))
            {
                Found(FindingKind.DocumentRepeated, "the same");
                continue;
            }

            before = document;
            using var json = LinkRivals.TryParse(document);
            _key = json?.Root["_key"u8].AsString() ?? "";
            if (json is null || !TryAdd(json.Root, tree, seen))
                return Refuse(json is null ? FindingKind.DocumentUnreadable : null);
        }

        _key = "";
        if (_nodes.Count == 0)
            return Refuse(FindingKind.VersionWithoutNodes);
        if (_wrongNumbers > 0)
            Found(FindingKind.VersionNumberWrong, string.Create(CultureInfo.InvariantCulture, $"{_wrongNumbers} nodes"));
        CheckParents();
        return tree.Build(name);
    }

    private SampleContent? Refuse(FindingKind? kind)
    {
        if (kind is not null)
            Found(kind);
        return null;
    }

    /// <summary>Adds the next node; false, and told of, if the version cannot be read for it.</summary>
    private bool TryAdd(JsonValue document, StoredTreeBuilder tree, HashSet<NodeId> seen)
    {
        if (!document["index"u8].TryGetInt64(out var index) || index != _nodes.Count)
        {
            Found(FindingKind.VersionWithGap);
            return false;
        }

        if (ImportedText.Indexable(document["name"u8]) is not { } name || TypeOf(document["type"u8]) is not { } type || !seen.Add(new NodeId(name)))
        {
            Found(FindingKind.VersionUnreadable);
            return false;
        }

        context.Findings.LookForUnknown(document, context.Names.Nodes, Members);
        if (!document["ver"u8].TryGetInt64(out var written) || (written != number && written != -1))
            _wrongNumbers++;
        if (_key != $"{sample}_{version.Uuid}_{LinkDocument.Md5(name)}")
            Found(FindingKind.KeyDisagrees);
        var (lost, unusual) = (0, ImportedText.IsUnusualName(name));
        var metadata = new MetadataMapping(() => lost++, () => unusual = true);
        var parent = document["parent"u8].AsString() is { } text ? new NodeId(text) : (NodeId?)null;
        tree.Add(
            new NodeId(name), type, parent, metadata.Group(document["cmeta"u8]), metadata.Group(document["ucmeta"u8]), metadata.Source(document["smeta"u8]));
        _nodes.Add((new NodeId(name), type, parent));
        if (lost > 0)
            Found(FindingKind.ValueUnreadable, string.Create(CultureInfo.InvariantCulture, $"{lost} values"));
        if (unusual)
            Found(FindingKind.TextUnusual);
        return true;
    }

    private static NodeType? TypeOf(JsonValue type) =>
        type.IsText("BIOLOGICAL_REPLICATE"u8) ? NodeType.BioReplicate
        : type.IsText("TECHNICAL_REPLICATE"u8) ? NodeType.TechReplicate
        : type.IsText("SUB_SAMPLE"u8) ? NodeType.SubSample
        : null;

    /// <summary>What would be refused today: it is only told.</summary>
    private void CheckParents()
    {
        var before = new HashSet<NodeId>();
        var (wrong, rootsEnded) = (0, false);
        foreach (var node in _nodes)
        {
            var isRoot = node.Type == NodeType.BioReplicate;
            if (isRoot ? node.Parent is not null || rootsEnded : node.Parent is not { } parent || !before.Contains(parent))
                wrong++;
            rootsEnded |= !isRoot;
            before.Add(node.Id);
        }

        if (wrong > 0)
            Found(FindingKind.ParentUnusual, string.Create(CultureInfo.InvariantCulture, $"{wrong} nodes"));
        if (_nodes.Count > SampleTree.MaxNodes)
            Found(FindingKind.TextUnusual, string.Create(CultureInfo.InvariantCulture, $"{_nodes.Count} nodes, more than {SampleTree.MaxNodes}"));
    }

    private void Found(FindingKind kind, string? detail = null) =>
        context.Add(kind, context.Names.Nodes, _key.Length > 0 ? _key : $"{sample}_{version.Uuid}", sample, number, detail);
}
