using SampleService.Grains.Abstractions;

namespace SampleService.Grains;

/// <summary>
/// The sessions that a process has seen. Safe for concurrent use. What was read before a session was removed is not kept after that.
/// </summary>
internal sealed class SessionCache
{
    /// <summary>A session with a token takes 1 to 10 KB.</summary>
    private const int MaxSessions = 10_000;

    private readonly Dictionary<string, CachedSession> _recent = [];
    private readonly Dictionary<string, CachedSession> _older = [];
    private readonly Lock _gate = new();
    private long _removals;

    /// <summary>Counts removals. Read it before a session is read that is to be kept.</summary>
    public long Removals => Volatile.Read(ref _removals);

    public CachedSession? Find(string key)
    {
        lock (_gate)
        {
            if (_recent.TryGetValue(key, out var found))
                return found;
            if (_older.TryGetValue(key, out found))
                Keep(key, found);
            return found;
        }
    }

    /// <summary>Keeps a session, unless one was removed since it was read.</summary>
    public void Set(string key, CachedSession session, long removals)
    {
        lock (_gate)
            if (removals == _removals)
                Keep(key, session);
    }

    /// <summary>Removes a session that has ended; what is being read meanwhile is not kept.</summary>
    public void Remove(string key)
    {
        lock (_gate)
        {
            Volatile.Write(ref _removals, _removals + 1);
            _recent.Remove(key);
            _older.Remove(key);
        }
    }

    /// <summary>Removes a session that was looked for and not found, if it is here; that disturbs no others.</summary>
    public void Drop(string key)
    {
        lock (_gate)
        {
            _recent.Remove(key);
            _older.Remove(key);
        }
    }

    private void Keep(string key, CachedSession session)
    {
        if (_recent.Count >= MaxSessions / 2 && !_recent.ContainsKey(key))
        {
            // What was not used since the last time goes.
            _older.Clear();
            foreach (var (unused, value) in _recent)
                _older.Add(unused, value);
            _recent.Clear();
        }

        _recent[key] = session;
    }
}

/// <summary>A session, and until when it is right without asking.</summary>
/// <param name="Session">The session.</param>
/// <param name="Epoch">The epoch of ownership in which it was read or confirmed; null if other processes may write too.</param>
internal sealed record CachedSession(StoredSession Session, long? Epoch);
