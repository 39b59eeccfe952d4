using SampleService.Domain;
using SampleService.Storage;
using SampleService.Upstream.Caching;

namespace SampleService.Upstream.Standalone;

/// <summary>
/// What tokens of stand-alone accounts are good for. Kept for a while in the memory of a process that has the database for
/// itself; where others administer the same accounts nothing is remembered, since what was revoked there has to be refused
/// here at once. Whoever changes accounts or tokens calls <see cref="Forget"/> before the change is acknowledged.
/// </summary>
internal sealed class TokenGrants(IAccountStore accounts, OwnershipEpoch epoch, StandaloneOptions options, TimeProvider clock)
{
    private readonly TokenCache<Remembered> _known = new(options.TokenCacheLifetime, options.TokenCacheCapacity, clock);

    /// <summary>What a token is good for at this moment; null when it is not good.</summary>
    public ValueTask<TokenGrant?> FindAsync(string token, CancellationToken cancellation)
    {
        if (epoch.Current is { } period && _known.Find(token) is { } known && known.Period == period)
            return new(IsGood(known.Grant) ? known.Grant : null);
        return StandaloneToken.IsWellFormed(token) ? ReadAsync(token, cancellation) : new((TokenGrant?)null);
    }

    /// <summary>From now on nothing is answered that was read before now.</summary>
    public void Forget() => _known.Clear();

    /// <summary>The same for a change that has failed and may still be carried out: for a while nothing is remembered.</summary>
    public void Doubt()
    {
        epoch.MarkOutcomeUnknown();
        Forget();
    }

    private async ValueTask<TokenGrant?> ReadAsync(string token, CancellationToken cancellation)
    {
        var key = TokenKey.Of(token);
        var (period, generation, now) = (epoch.Current, _known.Generation, clock.GetTimestamp());
        var grant = await accounts.FindGrantAsync(key.ToArray(), cancellation).ConfigureAwait(false);
        if (grant is null || !IsGood(grant))
            return null;
        if (period is { } owned)
            _known.Add(key, new Remembered(grant, owned), now, generation);
        return grant;
    }

    private bool IsGood(TokenGrant grant) =>
        !grant.IsDisabled && !grant.IsRevoked
        && (grant.Expires is not { } expires || Timestamp.Now(clock).CompareTo(expires) < 0);

    private sealed record Remembered(TokenGrant Grant, long Period);
}
