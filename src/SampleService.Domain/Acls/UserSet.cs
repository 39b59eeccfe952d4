using System.Collections;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace SampleService.Domain;

/// <summary>An immutable set of users, ordered by code point.</summary>
[GenerateSerializer, Immutable, Alias("sample-service.value.user-set")]
public sealed class UserSet : IReadOnlyCollection<UserName>, IEquatable<UserSet>
{
    public static readonly UserSet Empty = new([]);

    [Id(0)]
    private readonly ImmutableArray<UserName> _users;

    private UserSet(ImmutableArray<UserName> users) => _users = users;

    /// <inheritdoc/>
    public int Count => _users.Length;

    /// <summary>The set of the given users; duplicates are dropped.</summary>
    public static UserSet Of(IEnumerable<UserName> users)
    {
        var distinct = users.Distinct().ToArray();
        Array.Sort(distinct);
        return distinct.Length == 0 ? Empty : new UserSet(ImmutableCollectionsMarshal.AsImmutableArray(distinct));
    }

    public bool Contains(UserName user) => _users.BinarySearch(user) >= 0;

    /// <summary>Whether every user of this set is in at least one of the others.</summary>
    public bool IsWithin(params ReadOnlySpan<UserSet> others)
    {
        foreach (var user in _users)
            if (!ContainedInAny(user, others))
                return false;
        return true;
    }

    /// <summary>Whether the sets have a user in common.</summary>
    public bool Overlaps(UserSet other) => _users.Any(other.Contains);

    /// <summary>The users that are in either set.</summary>
    public UserSet Union(UserSet other) => other.Count == 0 ? this : Of(_users.Concat(other._users));

    /// <summary>The users of this set that are in none of the others.</summary>
    public UserSet Except(params ReadOnlySpan<UserSet> others)
    {
        var kept = new List<UserName>(Count);
        foreach (var user in _users)
            if (!ContainedInAny(user, others))
                kept.Add(user);
        return kept.Count == Count ? this : Of(kept);
    }

    public UserSet Without(UserName user) => Contains(user) ? Of(_users.Where(u => u != user)) : this;

    /// <inheritdoc/>
    public IEnumerator<UserName> GetEnumerator() => ((IEnumerable<UserName>)_users).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(UserSet? other) => other is not null && _users.AsSpan().SequenceEqual(other._users.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as UserSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _users.Aggregate(0, HashCode.Combine);

    private static bool ContainedInAny(UserName user, ReadOnlySpan<UserSet> sets)
    {
        foreach (var set in sets)
            if (set.Contains(user))
                return true;
        return false;
    }
}
