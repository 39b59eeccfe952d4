using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>Asks for what happened to a sample.</summary>
/// <param name="Requester">Who asks.</param>
/// <param name="Sample">The sample.</param>
/// <param name="Kinds">What is wanted; null for all that the requester may see.</param>
/// <param name="From">Not before this moment.</param>
/// <param name="To">Not after this moment.</param>
/// <param name="Descending">Whether the newest come first.</param>
/// <param name="Limit">How many entries at most.</param>
/// <param name="After"><see cref="HistoryPage.Next"/> of the page before; null for the first.</param>
/// <param name="Workspaces">Only links to these workspaces; null for all.</param>
public sealed record HistoryQuery(
    Requester Requester, SampleId Sample, HistoryKinds? Kinds, Timestamp From, Timestamp To, bool Descending, int Limit, byte[]? After,
    IReadOnlySet<WorkspaceId>? Workspaces);

/// <summary>Kinds of what happens to samples, in the order in which they stand where they happened at the same moment.</summary>
[Flags]
public enum HistoryKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Versions were saved.</summary>
    Versions = 1,

    /// <summary>ACLs were changed.</summary>
    Acls = 2,

    /// <summary>Links were made and ended.</summary>
    Links = 4,

    /// <summary>Relations were added and ended.</summary>
    Relations = 8,

    /// <summary>Identifiers were added and removed.</summary>
    Identifiers = 16,

    /// <summary>The sample or versions of it were withdrawn and restored.</summary>
    Withdrawal = 32,

    /// <summary>All of it.</summary>
    All = 63,
}

/// <summary>A page of what happened to a sample.</summary>
/// <param name="Entries">In order.</param>
/// <param name="Next">Where the next page begins; null if there is none.</param>
/// <param name="Examined">How many were looked at.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryEntry> Entries, byte[]? Next, int Examined);

/// <summary>Something that happened to a sample.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who did it; null if it is not known, or nobody did.</param>
public abstract record HistoryEntry(Timestamp At, UserName? By)
{
    /// <summary>The name alone, to keep contents out of logs.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>A version was saved.</summary>
public sealed record VersionSaved(VersionEntry Version) : HistoryEntry(Version.Saved, Version.SavedBy);

/// <summary>The ACLs were changed, or it was begun to keep their changes.</summary>
public sealed record AclsChanged(AclChange Change) : HistoryEntry(Change.At, Change.By);

/// <summary>A link was made or ended; the link as it was from then on.</summary>
public sealed record LinkChanged(DataLink Link)
    : HistoryEntry(Link.Expired ?? Link.Created, Link.Expired is null ? Link.CreatedBy : Link.ExpiredBy);

/// <summary>A relation was added or ended; the relation as it was from then on.</summary>
public sealed record RelationChanged(VisibleRelation Relation)
    : HistoryEntry(Relation.Relation.Ended ?? Relation.Relation.Created, Relation.Relation.EndedBy ?? Relation.Relation.CreatedBy);

/// <summary>An identifier was added or removed; the identifier as it was from then on.</summary>
public sealed record IdentifierChanged(SampleIdentifier Identifier)
    : HistoryEntry(Identifier.Removed ?? Identifier.Added, Identifier.RemovedBy ?? Identifier.AddedBy);

/// <summary>The sample or a version was withdrawn or restored.</summary>
public sealed record WithdrawalChanged(WithdrawalEntry Withdrawal) : HistoryEntry(Withdrawal.At, Withdrawal.By);
