using SampleService.Domain;
using SampleService.Storage;
using SampleService.Storage.Batching;
using SampleService.Upstream.Caching;

namespace SampleService.Upstream.Standalone;

/// <summary>
/// Looks up the account and roles of stand-alone tokens. A process that owns the database caches them. Processes that share the
/// database do not, because a token that one of them revokes must be refused by all at once: there the look-ups of concurrent calls
/// share a query. Code that changes accounts or tokens calls <see cref="Invalidate"/> before it acknowledges the change.
/// </summary>
internal sealed class TokenGrants
{
    /// <summary>More queries at a time would only make each of them smaller.</summary>
    private const int MaxConcurrentQueries = 2;

    private readonly OwnershipEpoch _ownership;
    private readonly TimeProvider _clock;
    private readonly TokenCache<CachedGrant> _cache;
    private readonly RequestBatcher<TokenKey, TokenGrant?> _lookups;

    public TokenGrants(IAccountStore accounts, OwnershipEpoch ownership, StandaloneOptions options, TimeProvider clock)
    {
        (_ownership, _clock) = (ownership, clock);
        _cache = new TokenCache<CachedGrant>(options.TokenCacheLifetime, options.TokenCacheCapacity, clock);
        _lookups = new RequestBatcher<TokenKey, TokenGrant?>(
            MaxConcurrentQueries,
            batch => batch.AnswerAsync(async keys =>
                (await accounts.FindGrantsAsync([.. keys.Select(static key => key.ToArray())], CancellationToken.None).ConfigureAwait(false))
                .ToDictionary(static grant => TokenKey.OfHash(grant.Hash.Span), static grant => (TokenGrant?)grant)));
    }

    /// <summary>
    /// What is read of accounts after this was taken is right as long as this is the same; null where other processes change them too.
    /// </summary>
    public AccountStamp? Stamp => _ownership.Current is { } epoch ? new AccountStamp(epoch, _cache.Generation) : null;

    /// <summary>The grant of a token that is valid now; null for all others.</summary>
    public ValueTask<TokenGrant?> FindAsync(string token, CancellationToken cancellation)
    {
        if (FindCached(token) is { } cached)
            return new(IsValid(cached) ? cached : null);
        return StandaloneToken.IsWellFormed(token) ? ReadAsync(token, cancellation) : new((TokenGrant?)null);
    }

    /// <summary>The grant, if it is remembered and valid now.</summary>
    public TokenGrant? FindKnown(string token) => FindCached(token) is { } cached && IsValid(cached) ? cached : null;

    /// <summary>Discards everything that was read before now.</summary>
    public void Invalidate() => _cache.Clear();

    /// <summary>The same after a failed change that may still be committed: nothing is cached for a while.</summary>
    public void MarkOutcomeUnknown()
    {
        _ownership.MarkOutcomeUnknown();
        Invalidate();
    }

    private TokenGrant? FindCached(string token) =>
        _ownership.Current is { } epoch && _cache.Find(token) is { } cached && cached.Epoch == epoch ? cached.Grant : null;

    private async ValueTask<TokenGrant?> ReadAsync(string token, CancellationToken cancellation)
    {
        var key = TokenKey.Of(token);
        var (epoch, generation, now) = (_ownership.Current, _cache.Generation, _clock.GetTimestamp());
        var grant = await _lookups.SendAsync(key, cancellation).WaitAsync(cancellation).ConfigureAwait(false);
        if (grant is null || !IsValid(grant))
            return null;
        if (epoch is { } owned)
            _cache.Set(key, new CachedGrant(grant, owned), now, generation);
        return grant;
    }

    private bool IsValid(TokenGrant grant) =>
        !grant.IsDisabled && !grant.IsRevoked
        && (grant.Expires is not { } expires || Timestamp.Now(_clock).CompareTo(expires) < 0);

    private sealed record CachedGrant(TokenGrant Grant, long Epoch);
}

/// <summary>A time in which no account changes.</summary>
/// <param name="Epoch">The epoch of the ownership of the database.</param>
/// <param name="Changes">The number of changes made by this process.</param>
internal readonly record struct AccountStamp(long Epoch, long Changes);
