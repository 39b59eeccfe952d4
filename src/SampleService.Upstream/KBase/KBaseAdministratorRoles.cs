using SampleService.Domain;
using SampleService.Upstream.Caching;

namespace SampleService.Upstream.KBase;

/// <summary>
/// Administrator rights from the custom roles of a token's owner. Caches 10000 tokens for 300 seconds, including those without
/// rights (docs/kbase.md). Concurrent calls with one token make one request.
/// </summary>
internal sealed class KBaseAdministratorRoles(KBaseAuthClient auth, KBaseOptions options, KeptReadAdministrators kept, TimeProvider clock)
    : IAdministratorRoles
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(300);
    internal const int Capacity = 10_000;

    private readonly ExpiringCache<TokenKey, CachedRight> _cache = new(Lifetime, Capacity, clock);
    private readonly SingleFlight<TokenKey, CachedRight> _flights = new();
    private readonly HashSet<string> _full = options.FullAdministratorRoles.ToHashSet(StringComparer.Ordinal);
    private readonly HashSet<string> _read = options.ReadAdministratorRoles.ToHashSet(StringComparer.Ordinal);

    public ValueTask<AdministratorRight> FindRightAsync(string token, UserName user, CancellationToken cancellation)
    {
        var key = TokenKey.Of(token);
        return _cache.TryGet(key, out var cached)
            ? new(RightOf(cached, user))
            : FetchAsync(key, token, user, cancellation);
    }

    public ValueTask<AdministratorRight> FindKeptRightAsync(UserName user, CancellationToken cancellation) =>
        new(kept.Users.Contains(user) ? AdministratorRight.Read : AdministratorRight.None);

    private async ValueTask<AdministratorRight> FetchAsync(
        TokenKey key, string token, UserName user, CancellationToken cancellation) =>
        RightOf(await _flights.RunAsync(key, k => FetchAsync(k, token), cancellation).ConfigureAwait(false), user);

    private async Task<CachedRight> FetchAsync(TokenKey key, string token)
    {
        if (_cache.TryGet(key, out var cached))
            return cached;
        using var wait = auth.Waiting.Begin();
        var now = clock.GetTimestamp();
        try
        {
            var roles = await auth.FindRolesAsync(token, CancellationToken.None).ConfigureAwait(false);
            cached = new CachedRight(roles.User, RightOf(roles.CustomRoles));
        }
        catch (KBaseAuthException fault)
        {
            var kind = fault.Failure == KBaseAuthFailure.InvalidToken ? ErrorKind.AuthenticationFailed : ErrorKind.UpstreamFailure;
            throw new ServiceException(kind, fault.Text, fault);
        }

        _cache.Set(key, cached, now);
        return cached;
    }

    private AdministratorRight RightOf(IReadOnlyList<string> roles) =>
        roles.Any(_full.Contains) ? AdministratorRight.Full
        : roles.Any(_read.Contains) ? AdministratorRight.Read
        : AdministratorRight.None;

    // The token check and this look-up must name the same owner; otherwise no right is granted.
    private static AdministratorRight RightOf(CachedRight cached, UserName user) =>
        cached.User == user
            ? cached.Right
            : throw new ServiceException(
                ErrorKind.UpstreamFailure, "Error from KBase auth server: it names two owners of one token");

    private readonly record struct CachedRight(UserName User, AdministratorRight Right);
}
