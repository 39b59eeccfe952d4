using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>
/// Samples and their versions as the database has them. Every write is one transaction that checks again what the
/// caller relied on; a write repeated with the same write id finds its own work and answers as the first did.
/// </summary>
/// <remarks>
/// All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database
/// fails; the outcome of a write is then unknown, but never half of it.
/// </remarks>
public interface ISampleStore
{
    /// <summary>The sample apart from its versions; null if there is none, or it is withdrawn.</summary>
    ValueTask<SampleHeader?> FindAsync(SampleId id, CancellationToken cancellation);

    /// <summary>The samples of these ids that exist, withdrawn ones too, each once, in any order, by a single query.</summary>
    ValueTask<IReadOnlyList<SampleHeader>> FindManyAsync(IReadOnlyCollection<SampleId> ids, CancellationToken cancellation);

    /// <summary>
    /// The states of the samples of these ids that exist and are not withdrawn, each once, in any order, by a single query: what a
    /// cache needs to confirm an entry.
    /// </summary>
    ValueTask<IReadOnlyList<SampleHeaderVersion>> FindHeaderVersionsAsync(
        IReadOnlyCollection<SampleId> ids, CancellationToken cancellation);

    /// <summary>
    /// A sample together with one version of it, the newest unless another is named, in one round trip; null if there is no such
    /// sample, or it is withdrawn. The version may be a withdrawn one.
    /// </summary>
    ValueTask<FoundSample?> FindWithVersionAsync(SampleId id, VersionNumber? version, CancellationToken cancellation);

    /// <summary>A version with its tree, withdrawn or not; null if there is none.</summary>
    ValueTask<SampleVersion?> FindVersionAsync(SampleVersionId id, CancellationToken cancellation);

    /// <summary>
    /// The versions that a requester asks for, with the access level for each sample, in the order asked. The tree of a version
    /// that the requester may not see, or has already, is not read. Many are read by a few queries side by side: each sample is
    /// as it was at one moment, but not all at the same moment.
    /// </summary>
    ValueTask<IReadOnlyList<FoundVersion>> FindVersionsAsync(
        Requester requester, IReadOnlyList<VersionQuery> asked, CancellationToken cancellation);

    /// <summary>One node and the nodes below it, without reading the rest of its tree; null if there is none.</summary>
    ValueTask<StoredNode?> FindNodeAsync(SampleVersionId id, NodeId node, CancellationToken cancellation);

    /// <summary>
    /// Stores a sample with its first version and gives it as it is now. The id is new: its maker drew it.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another write has used the id.</exception>
    ValueTask<SampleHeader> CreateAsync(NewSample sample, CancellationToken cancellation);

    /// <summary>Stores the next version of a sample, if what the writer relied on still holds.</summary>
    ValueTask<SaveOutcome> SaveVersionAsync(NewVersion version, CancellationToken cancellation);

    /// <summary>
    /// Stores changed ACLs, if they are still those of <see cref="NewAcls.SeenAclVersion"/>. The last 1000 changes
    /// of a sample are known by their write ids: one of them, repeated, counts as made.
    /// </summary>
    /// <exception cref="ArgumentException">The owner is not the sample's in this state of the ACLs.</exception>
    ValueTask<AclOutcome> ReplaceAclsAsync(NewAcls change, CancellationToken cancellation);

    /// <summary>
    /// Stores the event of a change that leaves the ACLs as they are, if they are still those of <see cref="SameAcls.SeenAclVersion"/>.
    /// Nothing but the event tells of it, so a repeated one cannot be known: after an unknown outcome it is not run again.
    /// </summary>
    ValueTask<AclOutcome> RecordSameAclsAsync(SameAcls change, CancellationToken cancellation);
}
