using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SampleService.Storage;
using SampleService.Storage.Batching;
using SampleService.Upstream.Caching;
using SampleService.Upstream.OpenIdConnect;

namespace SampleService.Upstream.Standalone;

/// <summary>
/// The accounts of users of issuers, each bound to issuer and subject when its first token is accepted. What is found is remembered as the
/// grants of <see cref="TokenGrants"/> are: in a process that owns the database, until an account changes.
/// </summary>
internal sealed class BoundAccounts : IIdentityBinder
{
    private const int MaxConcurrentQueries = 2;

    private readonly IAccountStore _accounts;
    private readonly TokenGrants _grants;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly ExpiringCache<IssuerIdentity, CachedMatch> _cache;
    private readonly RequestBatcher<IssuerIdentity, Match> _lookups;

    public BoundAccounts(
        IAccountStore accounts, TokenGrants grants, StandaloneOptions options, TimeProvider clock, ILogger<BoundAccounts> logger)
    {
        (_accounts, _grants, _clock, _logger) = (accounts, grants, clock, logger);
        _cache = new ExpiringCache<IssuerIdentity, CachedMatch>(options.TokenCacheLifetime, options.TokenCacheCapacity, clock);
        _lookups = new RequestBatcher<IssuerIdentity, Match>(MaxConcurrentQueries, batch => batch.AnswerAsync(FindAsync));
    }

    public ValueTask<BoundUser> BindAsync(IssuerIdentity identity, bool mayMakeAccount, CancellationToken cancellation) =>
        _grants.Stamp is { } stamp && _cache.TryGet(identity, out var known) && known.Stamp == stamp
            ? new(Judge(known.Match))
            : ReadAsync(identity, mayMakeAccount, cancellation);

    private async ValueTask<BoundUser> ReadAsync(IssuerIdentity identity, bool mayMakeAccount, CancellationToken cancellation)
    {
        var (stamp, now) = (_grants.Stamp, _clock.GetTimestamp());
        var match = await _lookups.SendAsync(identity, cancellation).WaitAsync(cancellation).ConfigureAwait(false);
        if (match is { Own: null, IsNameTaken: false })
        {
            if (!mayMakeAccount || await TryCreateAsync(identity, cancellation).ConfigureAwait(false) is not { } made)
                return new BoundUser(identity.Name, null);
            match = made;
        }

        if (stamp is { } owned && match.Own is not null)
            _cache.Set(identity, new CachedMatch(match, owned), now);
        return Judge(match);
    }

    /// <returns>Null while a state of the platform refuses writes: who calls is known without an account, which a later call makes.</returns>
    private async Task<Match?> TryCreateAsync(IssuerIdentity identity, CancellationToken cancellation)
    {
        try
        {
            return await CreateAsync(identity, cancellation).ConfigureAwait(false);
        }
        catch (ServiceException e) when (e.Kind == ErrorKind.RefusedByState)
        {
            return null;
        }
    }

    private async Task<Match> CreateAsync(IssuerIdentity identity, CancellationToken cancellation)
    {
        var account = new NewAccount(identity.Name, identity.Name.Value, Timestamp.Now(_clock), [])
        {
            Identity = new AccountIdentity(identity.Issuer, identity.Subject),
        };
        if (await _accounts.CreateAsync(account, cancellation).ConfigureAwait(false) is null)
            // Another call, here or in another process, has taken the name or made this account since.
            return await _lookups.SendAsync(identity, cancellation).WaitAsync(cancellation).ConfigureAwait(false);
        UpstreamLog.AccountBound(_logger, identity.Name, identity.Issuer);
        return new Match(new BoundAccount(identity.Name, account.Identity, IsDisabled: false), IsNameTaken: false);
    }

    private async Task<Dictionary<IssuerIdentity, Match>> FindAsync(IReadOnlyCollection<IssuerIdentity> identities)
    {
        var accounts = await _accounts.FindBoundAsync(
            [.. identities.Select(static identity => identity.Subject).Distinct()],
            [.. identities.Select(static identity => identity.Name).Distinct()],
            CancellationToken.None).ConfigureAwait(false);
        var byIdentity = accounts.Where(static account => account.Identity is not null).ToDictionary(static account => account.Identity!.Value);
        var byName = accounts.ToDictionary(static account => account.Name);
        return identities.ToDictionary(static identity => identity, identity =>
        {
            var own = byIdentity.GetValueOrDefault(new AccountIdentity(identity.Issuer, identity.Subject));
            return new Match(own, byName.TryGetValue(identity.Name, out var named) && named != own);
        });
    }

    /// <summary>A user whom the issuer has renamed keeps the account and its name, unless the new name is somebody else's.</summary>
    private static BoundUser Judge(Match match) =>
        match.Own is not { } own || match.IsNameTaken ? WebTokenRefusals.NameTaken
        : own.IsDisabled ? WebTokenRefusals.Disabled
        : new BoundUser(own.Name, null);

    /// <param name="Own">The account that is bound to the identity; null if there is none.</param>
    /// <param name="IsNameTaken">Whether the name in the token is that of another account.</param>
    private sealed record Match(BoundAccount? Own, bool IsNameTaken);

    private sealed record CachedMatch(Match Match, AccountStamp Stamp);
}
