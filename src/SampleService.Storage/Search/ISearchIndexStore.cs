using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>Writes the postings of samples that were saved. Several processes may try: one of them works at a time.</summary>
public interface ISearchIndexStore
{
    /// <summary>
    /// Writes the postings of the newest samples of the queue, and takes out of it those whose newest version is still the one of the postings. One
    /// whose postings can't be made is noted; after the second time it is left alone, in the queue, until it is saved again.
    /// </summary>
    /// <param name="max">How many at most; a store may take fewer.</param>
    /// <param name="cancellation">Ends it between two transactions.</param>
    /// <exception cref="ServiceException">
    /// <see cref="ErrorKind.StorageFailure"/>: the database failed; <see cref="ErrorKind.RefusedByState"/>: a state of the platform refuses writes.
    /// </exception>
    ValueTask<IndexingResult> IndexAsync(int max, CancellationToken cancellation);

    /// <summary>How many samples wait, those included that are left alone.</summary>
    /// <param name="max">Up to which number they are counted.</param>
    /// <param name="cancellation">Ends the query.</param>
    ValueTask<int> CountQueuedAsync(int max, CancellationToken cancellation);

    /// <summary>Waits until samples were saved in this process, or for a while; whether there were any since the last call.</summary>
    Task<bool> WaitForSaveAsync(TimeSpan longest, CancellationToken cancellation);

    /// <summary>Waits until a find of this process had to read many samples of the queue, or for a while; whether there was one.</summary>
    Task<bool> WaitForSlowFindAsync(TimeSpan longest, CancellationToken cancellation);

    /// <summary>
    /// Lets the saves of this process go on that wait. Those that come wait until this is called again, for at most a second, or do not wait.
    /// </summary>
    void HoldSaves(bool areHeld);
}

/// <summary>What became of samples of the queue.</summary>
/// <param name="Indexed">Samples whose postings are in place.</param>
/// <param name="Failed">Samples whose postings could not be made.</param>
/// <param name="Passed">Samples that were changed meanwhile, or are being changed: they stay in the queue.</param>
public readonly record struct IndexingResult(int Indexed, int Failed, int Passed)
{
    /// <summary>Whether there was anything to do.</summary>
    public bool HasWorked => Indexed + Failed > 0;
}
