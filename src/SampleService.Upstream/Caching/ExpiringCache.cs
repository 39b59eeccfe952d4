using System.Diagnostics.CodeAnalysis;

namespace SampleService.Upstream.Caching;

/// <summary>
/// A cache with a fixed lifetime and least-recently-used eviction. Safe for concurrent use; a hit allocates nothing.
/// </summary>
/// <param name="lifetime">Counted from the look-up. An entry of exactly this age has expired.</param>
/// <param name="capacity">Maximum number of entries.</param>
/// <param name="clock">Measures the age of entries.</param>
internal sealed class ExpiringCache<TKey, TValue>(TimeSpan lifetime, int capacity, TimeProvider clock)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _recency = new();
    private readonly long _lifetime = (long)(lifetime.TotalSeconds * clock.TimestampFrequency);
    private readonly Lock _gate = new();

    /// <summary>Finds an entry that has not expired.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var now = clock.GetTimestamp();
        lock (_gate)
        {
            value = default;
            if (!_entries.TryGetValue(key, out var node))
                return false;
            _recency.Remove(node);
            if (now >= node.ValueRef.ExpiresAt)
            {
                _entries.Remove(key);
                return false;
            }

            _recency.AddFirst(node);
            value = node.ValueRef.Value;
            return true;
        }
    }

    /// <summary>Adds or replaces an entry.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="checkedAt">The clock's timestamp just before the look-up began.</param>
    public void Set(TKey key, TValue value, long checkedAt)
    {
        var entry = new Entry(key, value, checkedAt + _lifetime);
        lock (_gate)
        {
            if (_entries.Remove(key, out var replaced))
                _recency.Remove(replaced);
            else if (_entries.Count >= capacity && _recency.Last is { } last)
            {
                _recency.RemoveLast();
                _entries.Remove(last.ValueRef.Key);
            }

            _entries.Add(key, _recency.AddFirst(entry));
        }
    }

    private readonly record struct Entry(TKey Key, TValue Value, long ExpiresAt);
}
