using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>
/// Looks at the sessions of all users at once. Each session is the state of a grain, which alone makes it and changes it; here they are
/// only looked up and removed.
/// </summary>
/// <remarks>
/// All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database fails.
/// </remarks>
public interface ISessionStore
{
    /// <summary>The versions of sessions, for those of the keys that have one.</summary>
    ValueTask<IReadOnlyList<SessionVersion>> FindVersionsAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation);

    /// <summary>Removes the sessions of a user that began first, and leaves so many.</summary>
    /// <returns>The keys of those that were removed.</returns>
    ValueTask<IReadOnlyList<string>> RemoveOldestAsync(UserName user, int kept, CancellationToken cancellation);

    /// <summary>Removes sessions that have expired.</summary>
    /// <param name="before">Those that had expired at this moment.</param>
    /// <param name="max">How many at most.</param>
    /// <param name="cancellation">Ends the wait for the transaction to begin.</param>
    /// <returns>How many were removed.</returns>
    ValueTask<int> RemoveExpiredAsync(Timestamp before, int max, CancellationToken cancellation);
}

/// <summary>A session that is there.</summary>
/// <param name="Key">The key of its grain.</param>
/// <param name="Version">Grows with every change of it.</param>
public sealed record SessionVersion(string Key, int Version);
