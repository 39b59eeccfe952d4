using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>What samples were at a moment, and what happened to them. Nothing of it ever changes but by what happens later.</summary>
/// <remarks>All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database fails.</remarks>
public interface IHistoryStore
{
    /// <summary>Reads several things from one snapshot of the database, which has every write acknowledged before in it.</summary>
    /// <param name="read">What to read; may be run twice. On SQLite all tasks of its snapshot are completed when they are returned.</param>
    /// <param name="cancellation">Ends the query.</param>
    ValueTask<T> ReadAsync<T>(Func<IHistorySnapshot, CancellationToken, Task<T>> read, CancellationToken cancellation);
}

/// <summary>A snapshot of the database. Where a moment is asked for, null stands for the present: all that is in the snapshot.</summary>
public interface IHistorySnapshot
{
    /// <summary>The moment of the snapshot.</summary>
    SnapshotMoment Moment { get; }

    /// <summary>The samples of these ids that exist, each once.</summary>
    Task<IReadOnlyList<SampleMoment>> FindSamplesAsync(
        Requester requester, IReadOnlyCollection<SampleId> samples, Timestamp? at, CancellationToken cancellation);

    /// <summary>The present lists of ACLs; samples that do not exist are left out.</summary>
    Task<IReadOnlyDictionary<SampleId, SampleAcls>> FindAclsAsync(IReadOnlyCollection<SampleMoment> samples, CancellationToken cancellation);

    /// <summary>Of each sample the first change of ACLs that is kept, and the last one at the moment, without what was before; where they are one, it stands once.</summary>
    Task<ILookup<SampleId, AclChange>> FindAclStatesAsync(IReadOnlyCollection<SampleId> samples, Timestamp at, CancellationToken cancellation);

    /// <summary>The withdrawals of those of these versions that are withdrawn.</summary>
    Task<IReadOnlyDictionary<SampleVersionId, Withdrawal>> FindWithdrawnAsync(
        IReadOnlyCollection<SampleVersionId> versions, CancellationToken cancellation);

    /// <summary>The versions of these ids that exist, each once, with their trees.</summary>
    Task<IReadOnlyList<SampleVersion>> FindVersionsAsync(IReadOnlyCollection<SampleVersionId> versions, CancellationToken cancellation);

    /// <summary>Whether a version has a node.</summary>
    Task<bool> HasNodeAsync(SampleVersionId version, NodeId node, CancellationToken cancellation);

    /// <summary>Links of these versions that were active at a moment, in any order.</summary>
    /// <param name="versions">The versions, each once.</param>
    /// <param name="at">The moment.</param>
    /// <param name="workspaces">Only links to these workspaces; null for all.</param>
    /// <param name="max">How many at most.</param>
    /// <param name="cancellation">Ends the query.</param>
    Task<IReadOnlyList<DataLink>> FindLinksAsync(
        IReadOnlyCollection<SampleVersionId> versions, Timestamp? at, IReadOnlySet<WorkspaceId>? workspaces, int max, CancellationToken cancellation);

    /// <summary>The relations of these samples that were active at a moment, by the time they were made, then by id.</summary>
    Task<IReadOnlyList<FoundRelation>> FindRelationsAsync(
        Requester requester, IReadOnlyCollection<SampleId> samples, Timestamp? at, CancellationToken cancellation);

    /// <summary>The relations of these samples that were active at a moment and lead to what they come from, or to what comes from them, in any order.</summary>
    /// <param name="requester">Whose levels are told.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="up">Whether to what they come from. Relations that say the same of both ends lead either way.</param>
    /// <param name="types">Only relations of these types.</param>
    /// <param name="at">The moment.</param>
    /// <param name="max">How many at most; which of them, if there are more, is not said.</param>
    /// <param name="cancellation">Ends the query.</param>
    Task<IReadOnlyList<FoundRelation>> FindLineageAsync(
        Requester requester, IReadOnlyCollection<SampleId> samples, bool up, IReadOnlySet<RelationType> types, Timestamp? at, int max,
        CancellationToken cancellation);

    /// <summary>The names that samples have in these versions; of each sample one.</summary>
    Task<IReadOnlyDictionary<SampleId, string?>> FindNamesAsync(IReadOnlyCollection<SampleVersionId> versions, CancellationToken cancellation);

    /// <summary>The identifiers of these samples that were active at a moment, in the order in which they were added.</summary>
    Task<IReadOnlyList<SampleIdentifier>> FindIdentifiersAsync(IReadOnlyCollection<SampleId> samples, Timestamp? at, CancellationToken cancellation);

    /// <summary>The active identifiers of these names, in any order.</summary>
    Task<IReadOnlyList<SampleIdentifier>> FindNamedIdentifiersAsync(IReadOnlyCollection<IdentifierName> names, CancellationToken cancellation);

    /// <summary>Some versions of a sample, by number.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="range">Numbers after this, within times.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Ends the query.</param>
    Task<IReadOnlyList<VersionEntry>> ListVersionsAsync(SampleId sample, NumberRange range, int limit, CancellationToken cancellation);

    /// <summary>Some changes of the ACLs of a sample, by ACL version.</summary>
    /// <inheritdoc cref="ListVersionsAsync"/>
    Task<IReadOnlyList<AclChange>> ListAclChangesAsync(SampleId sample, NumberRange range, int limit, CancellationToken cancellation);

    /// <summary>Some links, by the time they were made or ended, then by id.</summary>
    /// <param name="source">Of what, and by which time.</param>
    /// <param name="range">Which of them.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Ends the query.</param>
    Task<IReadOnlyList<DataLink>> ListLinksAsync(LinkSeries source, TimeRange range, int limit, CancellationToken cancellation);

    /// <summary>Some relations of a sample, by the time they were made or ended, then by id.</summary>
    Task<IReadOnlyList<FoundRelation>> ListRelationsAsync(
        Requester requester, SampleId sample, bool byEnd, TimeRange range, int limit, CancellationToken cancellation);

    /// <summary>Some identifiers of a sample, by the time they were added or removed, then in the order in which they were added.</summary>
    Task<IReadOnlyList<IdentifierEntry>> ListIdentifiersAsync(
        SampleId sample, bool byEnd, TimeRange range, int limit, CancellationToken cancellation);

    /// <summary>Some withdrawals of a sample and its versions, in their order.</summary>
    Task<IReadOnlyList<WithdrawalEntry>> ListWithdrawalsAsync(SampleId sample, TimeRange range, int limit, CancellationToken cancellation);
}
