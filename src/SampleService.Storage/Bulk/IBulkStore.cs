using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>
/// Takes in samples that another service has made, many at once, as they were: with their ids, times and histories. It makes no events. The
/// first are put into the queue of the search; with more the index of the whole database is made anew, while it serves. For a process that has the
/// database for itself.
/// </summary>
/// <remarks>All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database fails.</remarks>
public interface IBulkStore
{
    /// <summary>So many samples may wait in the queue of the search: finds read them all.</summary>
    const int MaxQueued = 10_000;

    /// <summary>How many rows there are of what is taken in, counted now.</summary>
    ValueTask<BulkCounts> CountAsync(CancellationToken cancellation);

    /// <summary>Which of these samples are there.</summary>
    ValueTask<IReadOnlySet<SampleId>> FindIdsAsync(IReadOnlyList<SampleId> ids, CancellationToken cancellation);

    /// <summary>Those of these samples that are there, with all their versions and all links to them, each once, in any order.</summary>
    ValueTask<IReadOnlyList<BulkSample>> FindAsync(IReadOnlyList<SampleId> ids, CancellationToken cancellation);

    /// <summary>A link that is in the way of one of these: it has its id, or is the active link of its data unit; null if there is none.</summary>
    ValueTask<LinkId?> FindConflictAsync(IReadOnlyList<DataLink> links, CancellationToken cancellation);

    /// <summary>
    /// Stores samples with their versions and links, all in one transaction. Ordinals are given in the order of the list, each the next that is free,
    /// so they do not depend on how samples are divided into calls.
    /// </summary>
    /// <exception cref="ServiceException">
    /// <see cref="ErrorKind.RefusedByState"/>: a state of the platform refuses writes; <see cref="ErrorKind.StorageFailure"/>: also when one of them
    /// is there.
    /// </exception>
    ValueTask WriteAsync(IReadOnlyList<BulkSample> samples, CancellationToken cancellation);
}
