using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>
/// A session: of one login, until it is ended. The key is made of the hash of its id (<see cref="GrainKeys.OfSession"/>), which the service
/// never keeps. Whether there is a session is for the database to say: a process confirms its version before it relies on it.
/// </summary>
/// <remarks>All methods throw <see cref="ServiceException"/> of kind StorageFailure when the database fails.</remarks>
[Alias("sample-service.session")]
public interface ISessionGrain : IGrainWithStringKey
{
    /// <summary>Stores a new session. One that is there is of an earlier attempt of the same login, since no other has the id.</summary>
    [Write]
    [Alias("begin")]
    Task<StoredSession> Begin(Session session);

    /// <summary>The session; null if there is none.</summary>
    /// <param name="seen">The version that the database has: it is read again unless the grain has that one.</param>
    [Alias("find")]
    Task<StoredSession?> Find(int seen);

    /// <summary>Moves the end that the session has if it is not used, unless another call has moved it; null if there is none.</summary>
    [Write]
    [Alias("move-idle-expiry")]
    Task<StoredSession?> MoveIdleExpiry(MoveIdleExpiry command);

    /// <summary>Ends the session, if it has not ended yet.</summary>
    [Write]
    [Alias("end")]
    Task End();
}
