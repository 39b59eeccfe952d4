using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Upstream.Standalone;

/// <summary>Accounts and tokens; StandaloneAdministration.Workspaces.cs has the rest.</summary>
internal sealed partial class StandaloneAdministration(
    IAccountStore accounts, IWorkspaceStore workspaces, TokenGrants grants, StandaloneOptions options, TimeProvider clock,
    ILogger<StandaloneAdministration> logger) : IStandaloneAdministration
{
    public async ValueTask<AccountInfo> CreateAccountAsync(
        UserName name, string? displayName, IReadOnlyCollection<string> roles, CancellationToken cancellation)
    {
        StandaloneUserName.Check(name);
        var display = ContractText.Optional(displayName, "display_name") ?? name.Value;
        CheckRoles(roles);
        var account = new NewAccount(name, display, Timestamp.Now(clock), roles);
        var created = await accounts.CreateAsync(account, cancellation).ConfigureAwait(false)
            ?? throw ServiceException.Illegal($"user {name} exists already");
        Log("created account", name.Value);
        return created.ToInfo();
    }

    public async ValueTask<IReadOnlyList<AccountInfo>> ListAccountsAsync(CancellationToken cancellation) =>
        [.. (await accounts.ListAsync(cancellation).ConfigureAwait(false)).Select(account => account.ToInfo())];

    public async ValueTask<AccountInfo> GetAccountAsync(UserName name, CancellationToken cancellation) =>
        (await FindAccountAsync(name, cancellation).ConfigureAwait(false)).ToInfo();

    public async ValueTask<AccountInfo> SetAccountDisabledAsync(UserName name, bool disabled, CancellationToken cancellation)
    {
        var account = await ChangeAsync(
            name,
            () => accounts.SetDisabledAsync(
                name, disabled ? Timestamp.Now(clock) : null, options.FullAdministratorRoles, cancellation))
            .ConfigureAwait(false);
        Log(disabled ? "disabled account" : "enabled account", name.Value);
        return account;
    }

    public async ValueTask<AccountInfo> SetRolesAsync(
        UserName name, IReadOnlyCollection<string> roles, CancellationToken cancellation)
    {
        CheckRoles(roles);
        var account = await ChangeAsync(
            name, () => accounts.SetRolesAsync(name, roles, options.FullAdministratorRoles, cancellation))
            .ConfigureAwait(false);
        Log("set roles of account", name.Value);
        return account;
    }

    public async ValueTask<IssuedToken> IssueTokenAsync(
        UserName name, string? description, Timestamp? expires, CancellationToken cancellation)
    {
        var about = ContractText.Optional(description, "description") ?? "";
        var now = Timestamp.Now(clock);
        if (expires is { } end && (end.CompareTo(now) <= 0 || end.CompareTo(Timestamp.Latest) > 0))
            throw ServiceException.Illegal("expires must be a moment after now, in milliseconds since the epoch");
        var account = await FindAccountAsync(name, cancellation).ConfigureAwait(false);
        var token = StandaloneToken.Create();
        var issued = account.Disabled is null
            ? await accounts.IssueAsync(
                new NewToken(StandaloneToken.Hash(token), name, about, now, expires), cancellation).ConfigureAwait(false)
            : null;
        if (issued is null)
            throw ServiceException.Illegal($"account {name} is disabled");
        Log("issued token", $"{issued.Id} of {name}");
        return new IssuedToken(issued.ToInfo(), token);
    }

    public async ValueTask<IReadOnlyList<TokenInfo>> ListTokensAsync(UserName name, CancellationToken cancellation)
    {
        await FindAccountAsync(name, cancellation).ConfigureAwait(false);
        return [.. (await accounts.ListTokensAsync(name, cancellation).ConfigureAwait(false)).Select(token => token.ToInfo())];
    }

    public async ValueTask<TokenInfo> RevokeTokenAsync(TokenId id, CancellationToken cancellation)
    {
        var revoked = await InvalidatingAsync(() => accounts.RevokeAsync(id.Value, Timestamp.Now(clock), cancellation))
            .ConfigureAwait(false)
            ?? throw ServiceException.Illegal($"there is no token with id {id}");
        Log("revoked token", $"{id} of {revoked.Account}");
        return revoked.ToInfo();
    }

    private async ValueTask<AccountInfo> ChangeAsync(UserName name, Func<ValueTask<AccountOutcome>> change)
    {
        var outcome = await InvalidatingAsync(change).ConfigureAwait(false);
        return outcome.Status switch
        {
            AccountStatus.Done => outcome.Account!.ToInfo(),
            AccountStatus.LastHolder => throw ServiceException.Illegal(
                $"account {name} is the last enabled one with full administration"),
            _ => throw StandaloneErrors.NoSuchUser(name),
        };
    }

    private async ValueTask<T> InvalidatingAsync<T>(Func<ValueTask<T>> change)
    {
        try
        {
            var result = await change().ConfigureAwait(false);
            grants.Invalidate();
            return result;
        }
        catch
        {
            // The change may have been committed, or may still be.
            grants.MarkOutcomeUnknown();
            throw;
        }
    }

    private async ValueTask<Account> FindAccountAsync(UserName name, CancellationToken cancellation) =>
        await accounts.FindAsync(name, cancellation).ConfigureAwait(false) ?? throw StandaloneErrors.NoSuchUser(name);

    private void CheckRoles(IReadOnlyCollection<string> roles)
    {
        if (roles.FirstOrDefault(role => !options.Roles.Contains(role, StringComparer.Ordinal)) is { } unknown)
            throw ServiceException.Illegal(
                $"there is no role {UpstreamText.OneLine(unknown)}; roles are {string.Join(", ", options.Roles)}");
    }

    private void Log(string action, string subject) => UpstreamLog.Administered(logger, action, subject);
}
