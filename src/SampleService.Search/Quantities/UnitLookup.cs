using System.Collections.Concurrent;
using SampleService.Units;

namespace SampleService.Search;

/// <summary>Reads units, and keeps those that were read. Safe for concurrent use.</summary>
public sealed class UnitLookup
{
    /// <summary>Enough for the units in use; texts that are no units are kept as well, since they are looked at as often.</summary>
    private const int Capacity = 5000;

    private readonly ConcurrentDictionary<string, KnownUnit?> _known = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The built-in units.</summary>
    public static UnitLookup Default { get; } = new();

    /// <summary>The unit of that text; null if it is none.</summary>
    public KnownUnit? Find(string text)
    {
        if (_known.TryGetValue(text, out var known))
            return known;
        known = UnitRegistry.Default.TryParse(text, out var unit, out _) ? new KnownUnit(text, unit) : null;
        if (_known.TryAdd(text, known) && Interlocked.Increment(ref _count) >= Capacity)
        {
            // Clearing the whole is enough: units in use come back at once, and tracking recency is not worth its cost.
            Volatile.Write(ref _count, 0);
            _known.Clear();
        }

        return known;
    }
}

/// <summary>What the vocabulary says of units.</summary>
public interface IUnitMembers
{
    /// <summary>The value key at which the vocabulary's <c>units</c> validator looks for the unit of a metadata key; null for none.</summary>
    string? Find(string key);
}
