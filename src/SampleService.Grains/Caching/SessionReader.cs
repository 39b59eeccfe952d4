using System.Data.Common;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>
/// Answers which sessions there are, in the process that is called. It answers from memory where this process has the database for
/// itself; else it first confirms the version with the database, so that a session that was ended anywhere is not found any more. The
/// grain is asked for a session only if its version is not the one in memory.
/// </summary>
public sealed class SessionReader(IGrainFactory grains, SessionVersionLoader versions, OwnershipEpoch epoch)
{
    private const string StorageFailure = "Connection to database failed";

    private readonly SessionCache _cache = new();

    /// <summary>The session as it is at some moment after the call; null if there is none. Times are not looked at.</summary>
    /// <param name="key">The key of its grain.</param>
    /// <param name="callId">The id of the call, for the log of wherever the grain is.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ServiceException">StorageFailure: the database failed.</exception>
    public ValueTask<Session?> FindAsync(string key, string callId, CancellationToken cancellation) =>
        epoch.Current is { } current && _cache.Find(key) is { } known && known.Epoch == current
            ? new(known.Session.Content)
            : ConfirmAsync(key, callId, cancellation);

    /// <summary>Takes over what a grain has answered to a write.</summary>
    /// <param name="key">The key of the grain.</param>
    /// <param name="callId">The id of the call.</param>
    /// <param name="write">Makes the write.</param>
    public async Task<Session?> RememberAsync(string key, string callId, Func<ISessionGrain, Task<StoredSession?>> write)
    {
        var (current, removals) = (epoch.Current, _cache.Removals);
        return Keep(key, await CallAsync(key, callId, write), current, removals);
    }

    /// <summary>Ends a session: no process finds it any more when this returns.</summary>
    /// <exception cref="ServiceException">It may not have ended.</exception>
    public async Task EndAsync(string key, string callId, CancellationToken cancellation)
    {
        try
        {
            await CallAsync(key, callId, static async grain =>
            {
                await grain.End();
                return true;
            });
        }
        finally
        {
            Forget(key);
        }

        // Orleans' connections are not fenced as those of the stores are: a process that had the database for itself, and does not know
        // yet that another one has it now, may have removed the row too late for that one to see it. Then this look-up fails.
        if (await versions.FindAsync(key, cancellation) is not null)
            throw new ServiceException(ErrorKind.StorageFailure, "The session could not be ended");
    }

    /// <summary>Forgets a session that was removed; to be called before that is acknowledged.</summary>
    public void Forget(string key) => _cache.Remove(key);

    private async ValueTask<Session?> ConfirmAsync(string key, string callId, CancellationToken cancellation)
    {
        // Both are taken before the database is asked: what ends meanwhile is not remembered.
        var (current, removals) = (epoch.Current, _cache.Removals);
        var version = await versions.FindAsync(key, cancellation);
        if (version is null)
            return Keep(key, null, current, removals);
        var known = _cache.Find(key);
        var session = known?.Session.Version == version
            ? known.Session
            : await CallAsync(key, callId, grain => grain.Find(version.Value)).WaitAsync(cancellation);
        return Keep(key, session, current, removals);
    }

    private async Task<T> CallAsync<T>(string key, string callId, Func<ISessionGrain, Task<T>> call)
    {
        CallContext.CallId = callId;
        try
        {
            return await call(grains.GetSession(key));
        }
        catch (OrleansException e) when (e.InnerException is DbException or ServiceException)
        {
            // The state could not be read, so the grain did not come to be, and could not say so itself.
            throw new ServiceException(ErrorKind.StorageFailure, StorageFailure, e.InnerException);
        }
    }

    private Session? Keep(string key, StoredSession? session, long? current, long removals)
    {
        if (session is null)
            _cache.Drop(key);
        else if (_cache.Find(key) is not { } known || known.Session != session || known.Epoch != current)
            _cache.Set(key, new CachedSession(session, current), removals);
        return session?.Content;
    }
}
