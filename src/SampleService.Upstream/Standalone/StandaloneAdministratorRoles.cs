using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Upstream.Standalone;

/// <summary>Administrator rights from the roles of stand-alone accounts.</summary>
internal sealed class StandaloneAdministratorRoles(TokenGrants grants, IAccountStore accounts, StandaloneOptions options) : IAdministratorRoles
{
    private readonly HashSet<string> _full = options.FullAdministratorRoles.ToHashSet(StringComparer.Ordinal);
    private readonly HashSet<string> _read = options.ReadAdministratorRoles.ToHashSet(StringComparer.Ordinal);

    public async ValueTask<AdministratorRight> FindRightAsync(
        string token, UserName user, CancellationToken cancellation)
    {
        var grant = await grants.FindAsync(token, cancellation).ConfigureAwait(false);
        // The token was valid when the call began, so it has expired or been revoked since.
        if (grant is null || grant.Account != user)
            throw new ServiceException(ErrorKind.AuthenticationFailed, $"Token validation failed: {StandaloneTokenService.InvalidToken}");
        return RightOf(grant.Roles);
    }

    public async ValueTask<AdministratorRight> FindKeptRightAsync(UserName user, CancellationToken cancellation) =>
        await accounts.FindAsync(user, cancellation).ConfigureAwait(false) is { Disabled: null } account
            ? RightOf(account.Roles)
            : AdministratorRight.None;

    private AdministratorRight RightOf(IEnumerable<string> roles) =>
        roles.Any(_full.Contains) ? AdministratorRight.Full
        : roles.Any(_read.Contains) ? AdministratorRight.Read
        : AdministratorRight.None;
}
