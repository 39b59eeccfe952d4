using SampleService.Domain;
using SampleService.Upstream.Caching;

namespace SampleService.Upstream.KBase;

/// <summary>
/// Checks KBase tokens. Caches the owners of 2000 valid tokens for 5 minutes (docs/kbase.md). Concurrent calls with one token
/// make one request.
/// </summary>
internal sealed class KBaseTokenService(KBaseAuthClient auth, TimeProvider clock) : ITokenService
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    internal const int Capacity = 2000;

    private readonly TokenCache<CachedOwner> _cache = new(Lifetime, Capacity, clock);
    private readonly SingleFlight<TokenKey, TokenOwner> _flights = new();

    public UserName? FindKnownOwner(string token) => _cache.Find(token)?.User;

    public ValueTask<TokenOwner> FindOwnerAsync(string token, CancellationToken cancellation)
    {
        if (_cache.Find(token) is { } cached)
            return new(new TokenOwner(cached.User, null));
        if (ContractText.IsBlank(token))
            return new(new TokenOwner(null, "Must supply token"));
        // Tokens of other issuers are never sent to the auth service.
        if (!TokenForm.IsSendable(token) || TokenForm.KindOf(token) != TokenKind.KBase)
            return new(new TokenOwner(null, KBaseAuthClient.InvalidToken));
        return new(FetchOnceAsync(token, cancellation));
    }

    // A method of its own, so that the closure is allocated on a cache miss only.
    private Task<TokenOwner> FetchOnceAsync(string token, CancellationToken cancellation) =>
        _flights.RunAsync(TokenKey.Of(token), key => FetchAsync(key, token), cancellation);

    private async Task<TokenOwner> FetchAsync(TokenKey key, string token)
    {
        // Another flight may have ended, and filled the cache, since the caller looked.
        if (_cache.Find(token) is { } cached)
            return new TokenOwner(cached.User, null);
        using var unknown = _cache.IsRemembered(key) ? default : auth.WaitingUnknown.Begin();
        using var wait = auth.Waiting.Begin();
        var (generation, now) = (_cache.Generation, clock.GetTimestamp());
        var owner = await auth.FindOwnerAsync(token, CancellationToken.None).ConfigureAwait(false);
        if (owner.User is { } user)
            _cache.Set(key, new CachedOwner(user), now, generation);
        else
            _cache.Remove(key);
        return owner;
    }

    private sealed record CachedOwner(UserName User);
}
