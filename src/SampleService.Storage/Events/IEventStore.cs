using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>
/// The events of all changes. Each is written in the transaction of its change, and is given its position afterwards, by one publisher at a time
/// whatever number of processes there are. Whoever reads on from a position misses no event, and sees those of one sample in their order.
/// </summary>
/// <remarks>All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database fails.</remarks>
public interface IEventStore
{
    /// <summary>Raised after a write of this process that may have left events. It must return at once, and not throw.</summary>
    event Action? Written;

    /// <summary>Gives the events of committed changes their positions. Those of all writes acknowledged before have one when this returns.</summary>
    /// <returns>How many events have got one.</returns>
    /// <exception cref="ServiceException"><see cref="ErrorKind.RefusedByState"/>: a state of the platform refuses writes.</exception>
    ValueTask<int> PublishAsync(CancellationToken cancellation);

    /// <summary>How far the events have come, and whether some are without a position.</summary>
    ValueTask<EventBounds> FindBoundsAsync(CancellationToken cancellation);

    /// <summary>Events in the order of their positions, and the bounds, as of one moment.</summary>
    /// <param name="after">The position before them.</param>
    /// <param name="sample">Whose; null for all.</param>
    /// <param name="limit">How many at most. With fewer, there are no more up to <see cref="EventBounds.Head"/>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<EventPage> ReadAsync(long after, SampleId? sample, int limit, CancellationToken cancellation);

    /// <summary>
    /// Removes the oldest events: those from before a moment, and those that are too many. The newest stays, since positions go on from it.
    /// </summary>
    /// <param name="before">The moment.</param>
    /// <param name="kept">How many positions are kept at most.</param>
    /// <param name="limit">How many are removed at most.</param>
    /// <param name="cancellation">Ends the wait for the transaction to begin.</param>
    /// <returns>How many were removed.</returns>
    ValueTask<int> RemoveAsync(Timestamp before, long kept, int limit, CancellationToken cancellation);
}
