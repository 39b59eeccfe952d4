using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>
/// Accounts of a stand-alone deployment, with their roles and tokens, as the database has them. Every write is one
/// transaction.
/// </summary>
/// <remarks>
/// All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database
/// fails; the outcome of a write is then unknown, but never half of it.
/// </remarks>
public interface IAccountStore
{
    /// <summary>Whether there is no account at all, disabled ones included.</summary>
    ValueTask<bool> IsEmptyAsync(CancellationToken cancellation);

    /// <summary>The account of this name, disabled or not; null if there is none.</summary>
    ValueTask<Account?> FindAsync(UserName name, CancellationToken cancellation);

    /// <summary>All accounts, by name.</summary>
    ValueTask<IReadOnlyList<Account>> ListAsync(CancellationToken cancellation);

    /// <summary>Those of the names that are enabled accounts, by a single query.</summary>
    ValueTask<IReadOnlySet<UserName>> FindEnabledAsync(IReadOnlyCollection<UserName> names, CancellationToken cancellation);

    /// <summary>The accounts that have one of the subjects, of whichever issuer, or one of the names, by a single query.</summary>
    ValueTask<IReadOnlyList<BoundAccount>> FindBoundAsync(
        IReadOnlyCollection<string> subjects, IReadOnlyCollection<UserName> names, CancellationToken cancellation);

    /// <summary>Makes an account; null if there is one of this name or of this identity.</summary>
    ValueTask<Account?> CreateAsync(NewAccount account, CancellationToken cancellation);

    /// <summary>Disables or enables an account, unless no enabled account would be left with one of the roles to be kept.</summary>
    /// <param name="at">When it is disabled; null enables it.</param>
    /// <param name="keptRoles">Roles of which an enabled account must be left, if there is one now.</param>
    ValueTask<AccountOutcome> SetDisabledAsync(
        UserName name, Timestamp? at, IReadOnlyCollection<string> keptRoles, CancellationToken cancellation);

    /// <summary>Replaces the roles of an account, unless no enabled account would be left with one of the roles to be kept.</summary>
    ValueTask<AccountOutcome> SetRolesAsync(
        UserName name, IReadOnlyCollection<string> roles, IReadOnlyCollection<string> keptRoles,
        CancellationToken cancellation);

    /// <summary>What tokens are good for, by a single query; those that were never issued are left out.</summary>
    /// <param name="hashes">SHA-256 of each token.</param>
    ValueTask<IReadOnlyList<TokenGrant>> FindGrantsAsync(IReadOnlyCollection<byte[]> hashes, CancellationToken cancellation);

    /// <summary>Stores a token; null if there is no enabled account of this name.</summary>
    ValueTask<AccountToken?> IssueAsync(NewToken token, CancellationToken cancellation);

    /// <summary>The tokens of an account, the oldest first, expired and revoked ones included.</summary>
    ValueTask<IReadOnlyList<AccountToken>> ListTokensAsync(UserName account, CancellationToken cancellation);

    /// <summary>Revokes a token; one that is revoked already stays as it is. Null if there is none of this id.</summary>
    ValueTask<AccountToken?> RevokeAsync(long id, Timestamp at, CancellationToken cancellation);

    /// <summary>Stores all of it if there is no account and no workspace yet; false, and nothing changed, if there is.</summary>
    ValueTask<bool> SeedAsync(Seed seed, CancellationToken cancellation);
}
