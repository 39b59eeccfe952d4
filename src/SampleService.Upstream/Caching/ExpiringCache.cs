using System.Diagnostics.CodeAnalysis;

namespace SampleService.Upstream.Caching;

/// <summary>
/// Values that are good for a while; when full, the least recently used one goes. Safe for concurrent use; a hit
/// allocates nothing.
/// </summary>
/// <param name="lifetime">How long an entry is good; it is not any more when this time has passed.</param>
/// <param name="capacity">Most entries kept.</param>
/// <param name="clock">Measures the age of entries.</param>
internal sealed class ExpiringCache<TKey, TValue>(TimeSpan lifetime, int capacity, TimeProvider clock)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();
    private readonly long _lifetime = (long)(lifetime.TotalSeconds * clock.TimestampFrequency);
    private readonly Lock _changing = new();

    /// <summary>The value of a key, if there is a good one.</summary>
    public bool TryFind(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var now = clock.GetTimestamp();
        lock (_changing)
        {
            value = default;
            if (!_entries.TryGetValue(key, out var node))
                return false;
            _byUse.Remove(node);
            if (now >= node.ValueRef.GoodUntil)
            {
                _entries.Remove(key);
                return false;
            }

            _byUse.AddFirst(node);
            value = node.ValueRef.Value;
            return true;
        }
    }

    /// <summary>Remembers a value.</summary>
    /// <param name="key">Names it.</param>
    /// <param name="value">The value.</param>
    /// <param name="checkedAt">The clock's timestamp just before it was looked up.</param>
    public void Add(TKey key, TValue value, long checkedAt)
    {
        var entry = new Entry(key, value, checkedAt + _lifetime);
        lock (_changing)
        {
            if (_entries.Remove(key, out var former))
                _byUse.Remove(former);
            else if (_entries.Count >= capacity && _byUse.Last is { } last)
            {
                _byUse.RemoveLast();
                _entries.Remove(last.ValueRef.Key);
            }

            _entries.Add(key, _byUse.AddFirst(entry));
        }
    }

    private readonly record struct Entry(TKey Key, TValue Value, long GoodUntil);
}
