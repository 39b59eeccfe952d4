using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace SampleService.Upstream.Caching;

/// <summary>
/// What is known of tokens, for a while after it was found out. Keeps hashes, not tokens; when full, the oldest half
/// goes. Safe for concurrent use; a hit allocates nothing.
/// </summary>
/// <param name="lifetime">How long after its check an entry is good; it is not any more when this time has passed.</param>
/// <param name="capacity">Most entries kept.</param>
/// <param name="clock">Measures the age of entries.</param>
internal sealed class TokenCache<T>(TimeSpan lifetime, int capacity, TimeProvider clock)
    where T : class
{
    // A connection that is kept alive gives the same string instance with each request; finding that instance is a
    // hundred times cheaper than hashing its text. The references are weak: the token goes when its connection goes.
    // There is room for far more than there are connections, or two of them would drive each other out all the time.
    private readonly Recent?[] _recent = new Recent?[4096];
    private readonly ConcurrentDictionary<TokenKey, Entry> _entries = new();
    private readonly long _lifetime = (long)(lifetime.TotalSeconds * clock.TimestampFrequency);
    private readonly Lock _changing = new();
    private long _generation;

    /// <summary>
    /// Changes with every <see cref="Clear"/>. To be read before what is to be remembered is looked up.
    /// </summary>
    public long Generation => Volatile.Read(ref _generation);

    /// <summary>How many entries there are.</summary>
    public int Count => _entries.Count;

    /// <summary>What is known of the token; null when it has to be found out.</summary>
    public T? Find(string token)
    {
        var now = clock.GetTimestamp();
        ref var slot = ref _recent[RuntimeHelpers.GetHashCode(token) & (_recent.Length - 1)];
        if (Volatile.Read(ref slot) is { } recent
            && recent.Token.TryGetTarget(out var known) && ReferenceEquals(known, token)
            && recent.Entry.IsGood(now))
            return recent.Entry.Value;
        var key = TokenKey.Of(token);
        if (!_entries.TryGetValue(key, out var entry))
            return null;
        if (!entry.IsGood(now))
        {
            _entries.TryRemove(KeyValuePair.Create(key, entry));
            return null;
        }

        Volatile.Write(ref slot, new Recent(new WeakReference<string>(token), entry));
        return entry.Value;
    }

    /// <summary>Remembers what was found out, unless <see cref="Clear"/> was called meanwhile.</summary>
    /// <param name="key">Of the token.</param>
    /// <param name="value">What is known of it.</param>
    /// <param name="checkedAt">The clock's timestamp just before it was looked up.</param>
    /// <param name="generation">The generation at that time.</param>
    public void Add(TokenKey key, T value, long checkedAt, long generation)
    {
        lock (_changing)
        {
            if (generation != _generation)
                return;
            if (_entries.Count >= capacity && !_entries.ContainsKey(key))
                DropOldestHalf();
            // The entry that is replaced may be the one that its connection's slot leads to.
            if (_entries.TryGetValue(key, out var replaced))
                replaced.Drop();
            _entries[key] = new Entry(value, checkedAt, checkedAt + _lifetime);
        }
    }

    /// <summary>Forgets everything, and what is being looked up at this moment will not be remembered.</summary>
    public void Clear()
    {
        lock (_changing)
        {
            _generation++;
            foreach (var entry in _entries.Values)
                entry.Drop();
            _entries.Clear();
        }
    }

    private void DropOldestHalf()
    {
        var all = _entries.ToArray();
        Array.Sort(all, static (left, right) => left.Value.CheckedAt.CompareTo(right.Value.CheckedAt));
        foreach (var pair in all.AsSpan(0, (all.Length + 1) / 2))
        {
            pair.Value.Drop();
            _entries.TryRemove(pair);
        }
    }

    private sealed class Entry(T value, long checkedAt, long goodUntil)
    {
        private volatile bool _dropped;

        public T Value { get; } = value;

        public long CheckedAt { get; } = checkedAt;

        public bool IsGood(long now) => now < goodUntil && !_dropped;

        public void Drop() => _dropped = true;
    }

    private sealed record Recent(WeakReference<string> Token, Entry Entry);
}
