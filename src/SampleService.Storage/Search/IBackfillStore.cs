using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>
/// Makes samples of a database from before findable: gives them their ordinals, begins the history of their rights, and puts them into the queue.
/// Several processes may try: one of them works at a time, and goes on where another was killed.
/// </summary>
public interface IBackfillStore
{
    /// <summary>How far it is.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.StorageFailure"/>: the database failed.</exception>
    ValueTask<BackfillState> FindStateAsync(CancellationToken cancellation);

    /// <summary>Makes the indexes that are not there yet while others write, which takes as long as it takes.</summary>
    /// <returns>False if another process is making them.</returns>
    /// <exception cref="ServiceException"><see cref="ErrorKind.StorageFailure"/>: the database failed.</exception>
    Task<bool> MakeIndexesAsync(CancellationToken cancellation);

    /// <summary>Goes on with the next samples, in the order of their ids, in one transaction.</summary>
    /// <param name="max">How many at most; a store may take fewer.</param>
    /// <param name="cancellation">Ends the wait for the transaction to begin.</param>
    /// <returns>How many there were: 0 when another process does it, or nothing is left.</returns>
    /// <exception cref="ServiceException">
    /// <see cref="ErrorKind.StorageFailure"/>: the database failed; <see cref="ErrorKind.RefusedByState"/>: a state of the platform refuses writes.
    /// </exception>
    ValueTask<int> GoOnAsync(int max, CancellationToken cancellation);
}

/// <summary>How far the back-fill is.</summary>
/// <param name="AreIndexesThere">Whether the indexes are there.</param>
/// <param name="IsComplete">Whether all samples are done.</param>
/// <param name="Done">How many are done.</param>
public readonly record struct BackfillState(bool AreIndexesThere, bool IsComplete, long Done);
