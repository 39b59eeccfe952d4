using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>Asks for samples as of one moment.</summary>
/// <param name="Requester">Who asks.</param>
/// <param name="Samples">What is asked for.</param>
/// <param name="At">The moment; null for the present.</param>
/// <param name="Parts">What is wanted of each.</param>
/// <param name="ShowsWithdrawn">Whether withdrawn content is wanted, as far as the requester may see it.</param>
/// <param name="Workspaces">Only links to these workspaces; null for all.</param>
public sealed record StateQuery(
    Requester Requester, IReadOnlyList<SampleAddress> Samples, Timestamp? At, StateParts Parts, bool ShowsWithdrawn, IReadOnlySet<WorkspaceId>? Workspaces);

/// <summary>Parts of the state of a sample.</summary>
[Flags]
public enum StateParts
{
    /// <summary>Nothing but the numbers.</summary>
    None = 0,

    /// <summary>The content.</summary>
    Sample = 1,

    /// <summary>The ACLs.</summary>
    Acls = 2,

    /// <summary>The links of the version.</summary>
    Links = 4,

    /// <summary>The relations.</summary>
    Relations = 8,

    /// <summary>The identifiers.</summary>
    Identifiers = 16,
}

/// <summary>Samples as of one moment.</summary>
/// <param name="At">The moment that was used.</param>
/// <param name="IsSettled">Whether the answer stays the same for ever.</param>
/// <param name="Samples">The samples in the order asked.</param>
public sealed record StateAnswer(Timestamp At, bool IsSettled, IReadOnlyList<SampleState> Samples);

/// <summary>A sample as of one moment. Parts that were not asked for are null.</summary>
/// <param name="Id">The sample.</param>
public sealed record SampleState(SampleId Id)
{
    /// <summary>Why there is nothing to be had; null if there is.</summary>
    public ServiceException? Error { get; init; }

    /// <summary>The version that is shown.</summary>
    public int Version { get; init; }

    /// <summary>How many there were.</summary>
    public int Versions { get; init; }

    /// <summary>The owner; null if the requester may not know, or it is not known any more.</summary>
    public UserName? Owner { get; init; }

    /// <summary>The state of the ACLs; null if it is not known any more.</summary>
    public long? AclVersion { get; init; }

    /// <summary>From when on changes of the ACLs are kept; null if they are not yet.</summary>
    public Timestamp? AclsRecordedSince { get; init; }

    /// <summary>The content.</summary>
    public DocumentOrVersion? Sample { get; init; }

    /// <summary>The ACLs; null also where the requester may not see them, or they are not known any more.</summary>
    public SampleAcls? Acls { get; init; }

    /// <summary>The links of the version, by the time they were made, then by id.</summary>
    public IReadOnlyList<DataLink>? Links { get; init; }

    /// <summary>The relations.</summary>
    public IReadOnlyList<VisibleRelation>? Relations { get; init; }

    /// <summary>The identifiers.</summary>
    public IReadOnlyList<SampleIdentifier>? Identifiers { get; init; }

    /// <summary>That it is withdrawn; null if it is not.</summary>
    public Tombstone? Tombstone { get; init; }

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(SampleState);
}

/// <summary>A relation as one requester sees it.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="HidesFrom">Whether the requester may not read the sample it starts from.</param>
/// <param name="HidesTo">Whether the requester may not read the other one.</param>
public sealed record VisibleRelation(Relation Relation, bool HidesFrom, bool HidesTo)
{
    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(VisibleRelation);
}

/// <summary>What is left to see of something withdrawn.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Version">The version; null for the whole sample.</param>
/// <param name="Withdrawal">Who withdrew it, when and why.</param>
public sealed record Tombstone(SampleId Sample, int? Version, Withdrawal Withdrawal);
