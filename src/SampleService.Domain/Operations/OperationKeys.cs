namespace SampleService.Domain;

/// <summary>The rows that operations need, by their keys: they are locked, in an order that is the same for all, before anything is decided.</summary>
public sealed class OperationKeys
{
    private readonly IReadOnlyList<WriteOperation> _operations;

    /// <summary>The keys of operations.</summary>
    public OperationKeys(IReadOnlyList<WriteOperation> operations)
    {
        _operations = operations;
        foreach (var operation in operations)
            operation.Name(this);
    }

    /// <summary>Samples that may be there.</summary>
    public HashSet<SampleId> Samples { get; } = [];

    /// <summary>Whether a sample is changed itself; else the rows of samples are shared with others who link.</summary>
    public bool ChangesSamples { get; private set; }

    /// <summary>Data units whose active links matter.</summary>
    public HashSet<DataUnit> Units { get; } = [];

    /// <summary>Those of them whose linked sample matters too. Which that is the link says.</summary>
    public HashSet<DataUnit> UnitsOfSamples { get; } = [];

    /// <summary>Links that are named by their ids. Their data units and samples matter too; which those are they say.</summary>
    public HashSet<LinkId> Links { get; } = [];

    /// <summary>What all active links that lead to it matter of, with their data units.</summary>
    public HashSet<LinkScope> LinkScopes { get; } = [];

    /// <summary>Versions that may be withdrawn, beside those of the nodes.</summary>
    public HashSet<SampleVersionId> Versions { get; } = [];

    /// <summary>Nodes that links are to lead to.</summary>
    public HashSet<LinkedNode> Nodes { get; } = [];

    /// <summary>Identifiers.</summary>
    public IdentifierKeys Identifiers { get; } = new();

    /// <summary>Relations.</summary>
    public RelationKeys Relations { get; } = new();

    /// <summary>Groups that may be there.</summary>
    public HashSet<GroupName> Groups { get; } = [];

    /// <summary>Users who are to be members of a group.</summary>
    public HashSet<UserName> Members { get; } = [];

    /// <summary>Users who are to own a group; the actor is one who makes one.</summary>
    public HashSet<UserName> Owners { get; } = [];

    /// <summary>Whether the actor is to own a group.</summary>
    public bool MakesGroups { get; internal set; }

    /// <summary>Names of templates of the actor's that may be there.</summary>
    public HashSet<string> Templates { get; } = new(StringComparer.Ordinal);

    /// <summary>Samples whose offers matter.</summary>
    public HashSet<SampleId> Offers { get; } = [];

    /// <summary>A sample that is changed itself.</summary>
    internal void AddChanged(SampleReference sample)
    {
        Add(sample);
        ChangeSamples();
    }

    /// <summary>A sample is changed that is not known yet.</summary>
    internal void ChangeSamples() => ChangesSamples = true;

    /// <summary>A sample whose row is looked at.</summary>
    internal void Add(SampleReference sample)
    {
        if (sample.Id is { } id)
            Samples.Add(id);
    }

    /// <summary>The offer of a sample.</summary>
    internal void AddOffer(SampleReference sample)
    {
        if (FindId(sample) is { } id)
            Offers.Add(id);
    }

    /// <summary>A version; null for none.</summary>
    internal void AddVersion(SampleReference sample, VersionNumber? version)
    {
        if (FindId(sample) is { } id && version is { IsBeyondAll: false } number)
            Versions.Add(new SampleVersionId(id, number.Value));
    }

    /// <summary>All active links to a version of a sample, or to any.</summary>
    internal void AddLinksTo(SampleReference sample, VersionNumber? version)
    {
        if (FindId(sample) is { } id)
            LinkScopes.Add(new LinkScope(id, version?.Value));
    }

    /// <summary>A node, unless an operation of this call saves it.</summary>
    internal void Add(SampleReference sample, VersionNumber? version, NodeId node)
    {
        if (FindId(sample) is { } id && version is { IsBeyondAll: false } number)
            Nodes.Add(new LinkedNode(new SampleVersionId(id, number.Value), node));
    }

    /// <summary>The id of a sample that is named; null if the operation has failed that was to save it.</summary>
    internal SampleId? FindId(SampleReference sample) => sample.Operation is not { } number
        ? sample.Id
        : _operations[number] switch
        {
            SaveNewSample made => made.Sample,
            SaveNextVersion next => FindId(next.Sample),
            _ => null,
        };
}

/// <summary>What links lead to: a sample, or one version of it.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Version">The version; null for all of them.</param>
public readonly record struct LinkScope(SampleId Sample, int? Version);

/// <summary>A node of a version that a link leads to.</summary>
/// <param name="Version">The version.</param>
/// <param name="Node">The node.</param>
public readonly record struct LinkedNode(SampleVersionId Version, NodeId Node);
