using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>A query for the links of sample versions.</summary>
/// <param name="Samples">The versions, in the order in which their links are wanted; a number beyond all has no links.</param>
/// <param name="At">Null for the links unexpired now, else those active at that moment.</param>
/// <param name="Workspaces">Only links to these workspaces; null for all.</param>
public sealed record SampleLinksQuery(
    IReadOnlyList<SampleVersionId> Samples, Timestamp? At, IReadOnlySet<WorkspaceId>? Workspaces);

/// <summary>
/// Reads links from their indexes, in the process that answers; links are not kept in memory. Listings are ordered by creation, then
/// by id. Cancelling a call ends its query.
/// </summary>
/// <remarks>All methods throw <see cref="ServiceException"/> when the database fails.</remarks>
public interface ILinkQueries
{
    /// <summary>The link of an id, active or expired; null if there is none.</summary>
    ValueTask<DataLink?> FindAsync(LinkId id, CancellationToken cancellation);

    /// <summary>The links of these ids that exist, active or expired, each once, in any order, by a single query.</summary>
    ValueTask<IReadOnlyList<DataLink>> FindManyAsync(IReadOnlyCollection<LinkId> ids, CancellationToken cancellation);

    /// <summary>The links of an object version; without a moment those unexpired, else those active at it.</summary>
    ValueTask<IReadOnlyList<DataLink>> GetByObjectAsync(Upa upa, Timestamp? at, CancellationToken cancellation);

    /// <summary>The links of sample versions, which may be missing; rights are not looked at.</summary>
    ValueTask<IReadOnlyList<DataLink>> GetBySamplesAsync(SampleLinksQuery query, CancellationToken cancellation);

    /// <summary>
    /// The same for a requester who needs read access to each of the samples that exist, of which there has to be at least
    /// one (docs/api/links.md).
    /// </summary>
    /// <exception cref="ServiceException">None exists, or one may not be read.</exception>
    ValueTask<IReadOnlyList<DataLink>> GetByReadableSamplesAsync(
        Requester requester, SampleLinksQuery query, CancellationToken cancellation);

    /// <summary>How many active links lead to a node of a version, by the workspace of their data.</summary>
    ValueTask<IReadOnlyDictionary<WorkspaceId, int>> CountByNodeAsync(SampleVersionId sample, NodeId node, CancellationToken cancellation);

    /// <summary>The sample, if a link ever led from this object version to any version of it; else null.</summary>
    ValueTask<LinkedSample?> FindLinkedSampleAsync(Upa upa, SampleId sample, CancellationToken cancellation);
}
