using SampleService.Domain;
using SampleService.Storage;
using SampleService.Upstream.Caching;

namespace SampleService.Upstream.Standalone;

/// <summary>
/// What tokens of stand-alone accounts are good for. Kept in memory for a while; whoever changes accounts or tokens
/// calls <see cref="Forget"/> before the change is acknowledged.
/// </summary>
internal sealed class TokenGrants(IAccountStore accounts, StandaloneOptions options, TimeProvider clock)
{
    private readonly TokenCache<TokenGrant> _known =
        new(options.TokenCacheLifetime, options.TokenCacheCapacity, clock);

    /// <summary>What a token is good for at this moment; null when it is not good.</summary>
    public ValueTask<TokenGrant?> FindAsync(string token, CancellationToken cancellation)
    {
        if (_known.Find(token) is { } known)
            return new(IsGood(known) ? known : null);
        return StandaloneToken.IsWellFormed(token) ? ReadAsync(token, cancellation) : new((TokenGrant?)null);
    }

    /// <summary>From now on nothing is answered that was read before now.</summary>
    public void Forget() => _known.Clear();

    private async ValueTask<TokenGrant?> ReadAsync(string token, CancellationToken cancellation)
    {
        var key = TokenKey.Of(token);
        var (generation, now) = (_known.Generation, clock.GetTimestamp());
        var grant = await accounts.FindGrantAsync(key.ToArray(), cancellation).ConfigureAwait(false);
        if (grant is null || !IsGood(grant))
            return null;
        _known.Add(key, grant, now, generation);
        return grant;
    }

    private bool IsGood(TokenGrant grant) =>
        !grant.IsDisabled && !grant.IsRevoked
        && (grant.Expires is not { } expires || Timestamp.Now(clock).CompareTo(expires) < 0);
}
