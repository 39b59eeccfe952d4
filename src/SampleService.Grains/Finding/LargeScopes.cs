using System.Collections.Concurrent;
using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains;

/// <summary>
/// Remembers for a short while which scopes are too large to be gathered: to find that out again for each find of the same caller would cost
/// more than the page does. A scope hardly ever becomes small; meanwhile finds cost more and answer the same.
/// </summary>
internal sealed class LargeScopes(TimeProvider clock)
{
    private const int MaxKept = 10_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Key, long> _found = new();

    /// <summary>Whether the scope of a query was large a short while ago.</summary>
    public bool Contains(FindQuery query) => _found.TryGetValue(Key.Of(query), out var when) && clock.GetElapsedTime(when) < Lifetime;

    /// <summary>The scope of a query is large.</summary>
    public void Add(FindQuery query)
    {
        // Callers are few for the most part. If not, the memory begins anew.
        if (_found.Count >= MaxKept)
            _found.Clear();
        _found[Key.Of(query)] = clock.GetTimestamp();
    }

    private readonly record struct Key(Requester Requester, FindScope Scope, bool Withdrawn)
    {
        public static Key Of(FindQuery query) => new(query.Requester, query.Scope, query.Withdrawn);
    }
}
