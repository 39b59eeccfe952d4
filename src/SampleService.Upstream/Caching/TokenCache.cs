using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace SampleService.Upstream.Caching;

/// <summary>
/// A cache keyed by token, which keeps hashes in place of the tokens. When it is full the older half of the entries is evicted. Safe
/// for concurrent use; a hit allocates nothing.
/// </summary>
/// <param name="lifetime">Counted from the check of the token. An entry of exactly this age has expired.</param>
/// <param name="capacity">Maximum number of entries.</param>
/// <param name="clock">Measures the age of entries.</param>
internal sealed class TokenCache<T>(TimeSpan lifetime, int capacity, TimeProvider clock)
    where T : class
{
    // Kestrel hands out the same string instance for each request of a kept-alive connection, and recognizing that instance is a
    // hundred times cheaper than hashing its text. The references are weak, so a token lives no longer than its connection. There
    // are far more slots than connections, because two tokens in one slot would evict each other on every request.
    private readonly Recent?[] _recent = new Recent?[4096];
    private readonly ConcurrentDictionary<TokenKey, Entry> _entries = new();
    private readonly long _lifetime = (long)(lifetime.TotalSeconds * clock.TimestampFrequency);
    private readonly Lock _gate = new();
    private long _generation;

    /// <summary>
    /// Incremented by <see cref="Clear"/>. Read it before a look-up whose result is to be cached.
    /// </summary>
    public long Generation => Volatile.Read(ref _generation);

    public int Count => _entries.Count;

    /// <summary>The value cached for the token; null when there is none.</summary>
    public T? Find(string token)
    {
        var now = clock.GetTimestamp();
        ref var slot = ref _recent[RuntimeHelpers.GetHashCode(token) & (_recent.Length - 1)];
        if (Volatile.Read(ref slot) is { } recent
            && recent.Token.TryGetTarget(out var known) && ReferenceEquals(known, token)
            && recent.Entry.IsValid(now))
            return recent.Entry.Value;
        var key = TokenKey.Of(token);
        if (!_entries.TryGetValue(key, out var entry))
            return null;
        if (!entry.IsValid(now))
            return null;
        Volatile.Write(ref slot, new Recent(new WeakReference<string>(token), entry));
        return entry.Value;
    }

    /// <summary>Adds or replaces an entry, unless <see cref="Clear"/> was called since the look-up began.</summary>
    /// <param name="key">Key of the token.</param>
    /// <param name="value">The value.</param>
    /// <param name="checkedAt">The clock's timestamp just before the look-up began.</param>
    /// <param name="generation">The <see cref="Generation"/> at that time.</param>
    public void Set(TokenKey key, T value, long checkedAt, long generation)
    {
        lock (_gate)
        {
            if (generation != _generation)
                return;
            if (_entries.Count >= capacity && !_entries.ContainsKey(key))
                EvictOlderHalf();
            // A slot may still refer to the entry that is replaced.
            if (_entries.TryGetValue(key, out var replaced))
                replaced.Invalidate();
            _entries[key] = new Entry(value, checkedAt, checkedAt + _lifetime);
        }
    }

    /// <summary>Whether the token has an entry, be it an expired one: such a token was valid once, and is told from those never seen.</summary>
    public bool IsRemembered(TokenKey key) => _entries.ContainsKey(key);

    /// <summary>Removes the entry of a token that is no longer valid.</summary>
    public void Remove(TokenKey key)
    {
        if (_entries.TryRemove(key, out var removed))
            removed.Invalidate();
    }

    /// <summary>Removes all entries. Results of look-ups that are under way will not be cached.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _generation++;
            foreach (var entry in _entries.Values)
                entry.Invalidate();
            _entries.Clear();
        }
    }

    private void EvictOlderHalf()
    {
        var all = _entries.ToArray();
        Array.Sort(all, static (left, right) => left.Value.CheckedAt.CompareTo(right.Value.CheckedAt));
        foreach (var pair in all.AsSpan(0, (all.Length + 1) / 2))
        {
            pair.Value.Invalidate();
            _entries.TryRemove(pair);
        }
    }

    private sealed class Entry(T value, long checkedAt, long expiresAt)
    {
        private volatile bool _invalidated;

        public T Value { get; } = value;

        public long CheckedAt { get; } = checkedAt;

        public bool IsValid(long now) => now < expiresAt && !_invalidated;

        public void Invalidate() => _invalidated = true;
    }

    private sealed record Recent(WeakReference<string> Token, Entry Entry);
}

/// <summary>SHA-256 of a token, used as its key in caches and in the database.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct TokenKey : IEquatable<TokenKey>
{
    private const int StackBytes = 512;

    private readonly ulong _a, _b, _c, _d;

    public static TokenKey Of(string token)
    {
        var size = Encoding.UTF8.GetMaxByteCount(token.Length);
        byte[]? rented = null;
        Span<byte> bytes = size <= StackBytes ? stackalloc byte[StackBytes] : rented = ArrayPool<byte>.Shared.Rent(size);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var written = Encoding.UTF8.GetBytes(token, bytes);
        SHA256.HashData(bytes[..written], hash);
        bytes[..written].Clear();
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return MemoryMarshal.Read<TokenKey>(hash);
    }

    /// <summary>The key of a token of which only the 32 bytes of its hash are known.</summary>
    public static TokenKey OfHash(ReadOnlySpan<byte> hash) => MemoryMarshal.Read<TokenKey>(hash);

    /// <summary>The 32 bytes of the hash.</summary>
    public byte[] ToArray()
    {
        var copy = this;
        return MemoryMarshal.AsBytes(new ReadOnlySpan<TokenKey>(in copy)).ToArray();
    }

    public bool Equals(TokenKey other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    public override bool Equals(object? obj) => obj is TokenKey other && Equals(other);

    public override int GetHashCode() => _a.GetHashCode();
}
