using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>
/// States that grains keep for themselves. Every write is one transaction on condition of the version that was seen, so
/// of several at once one is made.
/// </summary>
/// <remarks>
/// All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database
/// fails. Whether a write was made is then unknown; it is not repeated.
/// </remarks>
public interface IGrainStateStore
{
    /// <summary>The stored state, cleared or not; null if there never was one.</summary>
    ValueTask<StoredGrainState?> FindAsync(GrainStateKey key, CancellationToken cancellation);

    /// <summary>Stores a state.</summary>
    /// <param name="key">Whose, and which.</param>
    /// <param name="json">Its content, valid JSON in UTF-8.</param>
    /// <param name="seen">The version that was seen; null if there was none.</param>
    /// <param name="cancellation">Ends the wait; a write that has begun completes.</param>
    /// <returns>The new version; null, and nothing changed, if the stored one is not the one seen.</returns>
    ValueTask<int?> WriteAsync(GrainStateKey key, ReadOnlyMemory<byte> json, int? seen, CancellationToken cancellation);

    /// <summary>Removes the content of a state. Its version goes on counting.</summary>
    /// <returns>The new version; null, and nothing changed, if the stored one is not the one seen.</returns>
    ValueTask<int?> ClearAsync(GrainStateKey key, int seen, CancellationToken cancellation);
}

/// <summary>A stored state of a grain.</summary>
/// <param name="Json">Its content in UTF-8; null if it was cleared.</param>
/// <param name="Version">From 1 on; every write, clearing included, adds one.</param>
public sealed record StoredGrainState(ReadOnlyMemory<byte>? Json, int Version);
