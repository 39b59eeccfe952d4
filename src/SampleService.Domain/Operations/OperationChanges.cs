namespace SampleService.Domain;

/// <summary>What operations have decided to store, in the order of the operations.</summary>
public sealed class OperationChanges
{
    /// <summary>Saved versions.</summary>
    public List<VersionChange> Versions { get; } = [];

    /// <summary>Changed ACLs, one for each change.</summary>
    public List<AclsChange> Acls { get; } = [];

    /// <summary>Changed samples as they are in the end; new ones too.</summary>
    public Dictionary<SampleId, SampleHeader> Samples { get; } = [];

    /// <summary>Those of the samples that are new, in the order in which they were made.</summary>
    public List<SampleId> NewSamples { get; } = [];

    /// <summary>What is withdrawn in the end of samples and versions that were withdrawn or restored; null for what is not. A version of null is the whole sample.</summary>
    public Dictionary<(SampleId Sample, int? Version), Withdrawal?> Withdrawn { get; } = [];

    /// <summary>Withdrawals and what took them back, in their order.</summary>
    public List<WithdrawalChange> Withdrawals { get; } = [];

    /// <summary>Links that were there and are ended.</summary>
    public List<LinkChange> EndedLinks { get; } = [];

    /// <summary>New links as they are in the end: one may be ended already.</summary>
    public List<LinkChange> NewLinks { get; } = [];

    /// <summary>Changed numbers of active links from object versions.</summary>
    public Dictionary<Upa, int> ObjectLinks { get; } = [];

    /// <summary>Changed numbers of active links to sample versions.</summary>
    public Dictionary<SampleVersionId, int> SampleLinks { get; } = [];

    /// <summary>Identifiers.</summary>
    public IdentifierChanges Identifiers { get; } = new();

    /// <summary>Relations.</summary>
    public RelationChanges Relations { get; } = new();

    /// <summary>Groups, each as often as it was changed.</summary>
    public List<ChangedGroup> Groups { get; } = [];

    /// <summary>Templates, each as often as it was saved. Nobody is told of them.</summary>
    public List<SampleTemplate> Templates { get; } = [];

    /// <summary>The offers in the end of samples whose offers changed; null for one that has none any more.</summary>
    public Dictionary<SampleId, OwnershipOffer?> Offers { get; } = [];

    /// <summary>What is told of the changes.</summary>
    public List<ChangeEvent> Events { get; } = [];
}

/// <summary>A saved version.</summary>
/// <param name="Id">The version.</param>
/// <param name="Content">What it holds.</param>
/// <param name="WriteId">Identifies the write.</param>
public sealed record VersionChange(SampleVersionId Id, SampleContent Content, WriteId WriteId);

/// <summary>A change of ACLs.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="AclVersion">The state that it made.</param>
/// <param name="Before">The ACLs before it.</param>
/// <param name="After">The ACLs after it.</param>
/// <param name="WriteId">Identifies the write.</param>
public sealed record AclsChange(SampleId Sample, long AclVersion, SampleAcls Before, SampleAcls After, WriteId WriteId);

/// <summary>That something was withdrawn or restored.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Version">The version; null for the whole sample.</param>
/// <param name="Reason">Why it was withdrawn; null if it was restored.</param>
public sealed record WithdrawalChange(SampleId Sample, int? Version, string? Reason)
{
    /// <summary>What it is called in the history.</summary>
    public string What => Reason is null ? "restored" : "withdrawn";
}

/// <summary>A link that was made or ended.</summary>
/// <param name="Link">The link as it is then.</param>
/// <param name="CreatedBy">The write that made it; null for one that was there.</param>
/// <param name="ExpiredBy">The write that ended it; null if it is active.</param>
public sealed record LinkChange(DataLink Link, WriteId? CreatedBy, WriteId? ExpiredBy);

/// <summary>An event without a position yet.</summary>
/// <param name="Type">One of <see cref="EventType"/>.</param>
/// <param name="At">When it happened.</param>
/// <param name="Sample">The sample; null where it is about none.</param>
public sealed record ChangeEvent(string Type, Timestamp At, SampleId? Sample)
{
    /// <summary>The version; null where it is about none.</summary>
    public int? Version { get; init; }

    /// <summary>The link; null where it is about none.</summary>
    public LinkId? Link { get; init; }

    /// <summary>The state of the ACLs; null where it is about none.</summary>
    public long? AclVersion { get; init; }

    /// <summary>The identifier, as <c>namespace:value</c>; null where it is about none.</summary>
    public string? Identifier { get; init; }

    /// <summary>The relation; null where it is about none.</summary>
    public Guid? Relation { get; init; }

    /// <summary>The group; null where it is about none.</summary>
    public GroupName? Group { get; init; }

    /// <summary>To whom the sample is or was offered, who is told too; null where it is about no offer.</summary>
    public UserName? Addressee { get; init; }
}
