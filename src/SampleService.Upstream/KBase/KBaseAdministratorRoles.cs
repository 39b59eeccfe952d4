using SampleService.Domain;
using SampleService.Upstream.Caching;

namespace SampleService.Upstream.KBase;

/// <summary>
/// Rights by the custom roles of a token's owner; remembered for 300 seconds, at most 10000, "none" as well (contract
/// sections 2.3 and 2.6). Concurrent calls with one token ask once.
/// </summary>
internal sealed class KBaseAdministratorRoles(KBaseAuthClient auth, KBaseOptions options, TimeProvider clock)
    : IAdministratorRoles
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(300);
    internal const int Capacity = 10_000;

    private readonly ExpiringCache<TokenKey, Known> _known = new(Lifetime, Capacity, clock);
    private readonly SingleFlight<TokenKey, Known> _asking = new();
    private readonly HashSet<string> _full = options.FullAdministratorRoles.ToHashSet(StringComparer.Ordinal);
    private readonly HashSet<string> _read = options.ReadAdministratorRoles.ToHashSet(StringComparer.Ordinal);

    public ValueTask<AdministratorRight> FindRightAsync(string token, UserName user, CancellationToken cancellation)
    {
        var key = TokenKey.Of(token);
        return _known.TryFind(key, out var known)
            ? new(RightOf(known, user))
            : AskAsync(key, token, user, cancellation);
    }

    private async ValueTask<AdministratorRight> AskAsync(
        TokenKey key, string token, UserName user, CancellationToken cancellation) =>
        RightOf(await _asking.RunAsync(key, k => AskAsync(k, token), cancellation).ConfigureAwait(false), user);

    private async Task<Known> AskAsync(TokenKey key, string token)
    {
        if (_known.TryFind(key, out var known))
            return known;
        var now = clock.GetTimestamp();
        try
        {
            var roles = await auth.FindRolesAsync(token, CancellationToken.None).ConfigureAwait(false);
            known = new Known(roles.User, RightOf(roles.CustomRoles));
        }
        catch (KBaseAuthException fault)
        {
            throw new ServiceException(ErrorKind.UpstreamFailure, fault.Text, fault);
        }

        _known.Add(key, known, now);
        return known;
    }

    private AdministratorRight RightOf(IReadOnlyList<string> roles) =>
        roles.Any(_full.Contains) ? AdministratorRight.Full
        : roles.Any(_read.Contains) ? AdministratorRight.Read
        : AdministratorRight.None;

    // The two look-ups of a token name the same owner, or one of them is not to be trusted with rights.
    private static AdministratorRight RightOf(Known known, UserName user) =>
        known.User == user
            ? known.Right
            : throw new ServiceException(
                ErrorKind.UpstreamFailure, "Error from KBase auth server: it names two owners of one token");

    private readonly record struct Known(UserName User, AdministratorRight Right);
}
