using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>
/// Data links as the database has them. Listings are ordered by creation, then by link id. Every write is one
/// transaction that checks again what the caller relied on; see <see cref="ISampleStore"/> for write ids and errors.
/// </summary>
public interface ILinkStore
{
    /// <summary>The link of this id, active or expired; null if there is none.</summary>
    ValueTask<DataLink?> FindAsync(LinkId id, CancellationToken cancellation);

    /// <summary>The links of these ids that exist, active or expired, each once, in any order, by a single query.</summary>
    ValueTask<IReadOnlyList<DataLink>> FindManyAsync(IReadOnlyCollection<LinkId> ids, CancellationToken cancellation);

    /// <summary>The active link of a data unit; null if there is none.</summary>
    ValueTask<DataLink?> FindActiveAsync(DataUnit unit, CancellationToken cancellation);

    /// <summary>
    /// The links of an object version over all its data units: those unexpired, or with <paramref name="at"/> those
    /// active at that moment (<see cref="DataLink.IsActiveAt"/>).
    /// </summary>
    ValueTask<IReadOnlyList<DataLink>> FindByObjectAsync(Upa upa, Timestamp? at, CancellationToken cancellation);

    /// <summary>
    /// The links of each of these sample versions, by a single query, in groups in the order asked for; a version
    /// named twice has its group twice. Those that do not exist have none.
    /// </summary>
    /// <param name="samples">The sample versions.</param>
    /// <param name="at">Null for the unexpired links, else those active at that moment.</param>
    /// <param name="workspaces">Only links to these workspaces; null for all.</param>
    ValueTask<IReadOnlyList<DataLink>> FindBySamplesAsync(
        IReadOnlyList<SampleVersionId> samples, Timestamp? at, IReadOnlySet<WorkspaceId>? workspaces,
        CancellationToken cancellation);

    /// <summary>The sample, if a link ever led from this object version to any version of it; else null.</summary>
    ValueTask<LinkedSample?> FindLinkedSampleAsync(Upa upa, SampleId sample, CancellationToken cancellation);

    /// <summary>How many active links lead to a node of a version, by the workspace of their data; workspaces without any are left out.</summary>
    ValueTask<IReadOnlyDictionary<WorkspaceId, int>> CountByNodeAsync(SampleVersionId sample, NodeId node, CancellationToken cancellation);

    /// <summary>Makes a link, replacing the one named by <see cref="NewLink.Replaces"/>, if what its maker relied on still holds.</summary>
    ValueTask<LinkOutcome> CreateAsync(NewLink link, CancellationToken cancellation);

    /// <summary>Ends a link, if it is still active and what the caller relied on still holds.</summary>
    ValueTask<ExpiryOutcome> ExpireAsync(LinkExpiry expiry, CancellationToken cancellation);
}
