using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>Asks for a page of links.</summary>
/// <param name="Requester">Who asks.</param>
/// <param name="Target">What the links belong to.</param>
/// <param name="State">Which of them.</param>
/// <param name="At">With <see cref="LinkState.Active"/>, those active at that moment; null for the present.</param>
/// <param name="CreatedFrom">Not made before this moment.</param>
/// <param name="CreatedTo">Not made after this moment.</param>
/// <param name="CreatedBy">Made by this user; null for all.</param>
/// <param name="Descending">Whether the newest come first.</param>
/// <param name="Limit">How many at most.</param>
/// <param name="After"><see cref="LinkPage.Next"/> of the page before; null for the first.</param>
/// <param name="Workspaces">Only links to these workspaces; null for all.</param>
public sealed record LinkPageQuery(
    Requester Requester, LinkTarget Target, LinkState State, Timestamp? At, Timestamp CreatedFrom, Timestamp CreatedTo, UserName? CreatedBy,
    bool Descending, int Limit, byte[]? After, IReadOnlySet<WorkspaceId>? Workspaces);

/// <summary>What links belong to.</summary>
public abstract record LinkTarget;

/// <summary>A sample, or a version or node of it.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Version">The version; null for all.</param>
/// <param name="Node">The node; null for all.</param>
public sealed record SampleTarget(SampleId Sample, VersionNumber? Version, NodeId? Node) : LinkTarget;

/// <summary>A version of a workspace object.</summary>
/// <param name="Upa">The version.</param>
/// <param name="DataId">The part of it, empty for the whole; null for whatever part.</param>
public sealed record UpaTarget(Upa Upa, string? DataId) : LinkTarget;

/// <summary>All versions of a workspace object.</summary>
public sealed record ObjectTarget(WorkspaceId Workspace, long Object) : LinkTarget;

/// <summary>All objects of a workspace.</summary>
public sealed record WorkspaceTarget(WorkspaceId Workspace) : LinkTarget;

/// <summary>States of links.</summary>
public enum LinkState
{
    /// <summary>Not ended.</summary>
    Active,

    /// <summary>Ended.</summary>
    Ended,

    /// <summary>Either.</summary>
    All,
}

/// <summary>A page of links.</summary>
/// <param name="Links">By the time they were made, then by id.</param>
/// <param name="Next">Where the next page begins; null if there is none.</param>
/// <param name="Examined">How many were looked at.</param>
/// <param name="At">The moment of the answer.</param>
/// <param name="IsSettled">Whether what is said of that moment stays so for ever.</param>
public sealed record LinkPage(IReadOnlyList<DataLink> Links, byte[]? Next, int Examined, Timestamp At, bool IsSettled);
