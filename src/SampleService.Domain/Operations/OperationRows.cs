namespace SampleService.Domain;

/// <summary>The rows that operations need, as they are while they are locked. What is not in a list does not exist.</summary>
public sealed record OperationRows
{
    /// <summary>When all of them were locked.</summary>
    public required Timestamp At { get; init; }

    /// <summary>Samples.</summary>
    public required IReadOnlyList<SampleHeader> Samples { get; init; }

    /// <summary>Nodes.</summary>
    public required IReadOnlySet<LinkedNode> Nodes { get; init; }

    /// <summary>Those of the versions, and of the versions of the nodes, that are withdrawn.</summary>
    public required IReadOnlyDictionary<SampleVersionId, Withdrawal> WithdrawnVersions { get; init; }

    /// <summary>Links that are named by their ids, active or not.</summary>
    public required IReadOnlyDictionary<LinkId, DataLink> Links { get; init; }

    /// <summary>Those of <see cref="OperationKeys.LinkScopes"/> to which more active links lead than can end at once: they are not read.</summary>
    public required IReadOnlySet<LinkScope> FullScopes { get; init; }

    /// <summary>The active links of the data units, and those to the other scopes.</summary>
    public required IReadOnlyList<DataLink> ActiveLinks { get; init; }

    /// <summary>How many active links lead from the object versions of the units.</summary>
    public required IReadOnlyDictionary<Upa, int> ObjectLinks { get; init; }

    /// <summary>How many active links lead to the versions of the nodes, and to those that the active links lead to.</summary>
    public required IReadOnlyDictionary<SampleVersionId, int> SampleLinks { get; init; }

    /// <summary>What there is of identifiers.</summary>
    public IdentifierRows Identifiers { get; init; } = IdentifierRows.None;

    /// <summary>What there is of relations.</summary>
    public RelationRows Relations { get; init; } = RelationRows.None;

    /// <summary>What there is of groups.</summary>
    public GroupRows Groups { get; init; } = GroupRows.None;

    /// <summary>What there is of templates.</summary>
    public TemplateRows Templates { get; init; } = TemplateRows.None;

    /// <summary>The offers of the samples, also those whose time is over.</summary>
    public IReadOnlyList<OwnershipOffer> Offers { get; init; } = [];

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(OperationRows);
}
