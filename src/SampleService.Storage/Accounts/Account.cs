using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>A user of a stand-alone deployment.</summary>
/// <param name="DisplayName">For people.</param>
/// <param name="Disabled">Since when it is disabled; null when it is not.</param>
/// <param name="Roles">Names of its roles, in order.</param>
public sealed record Account(
    UserName Name, string DisplayName, Timestamp Created, Timestamp? Disabled, IReadOnlyList<string> Roles);

/// <summary>An account to be made.</summary>
/// <param name="DisplayName">For people.</param>
/// <param name="Roles">Names of its roles.</param>
public sealed record NewAccount(UserName Name, string DisplayName, Timestamp Created, IReadOnlyCollection<string> Roles)
{
    /// <summary>Whom an issuer knows as the user; null for an account with tokens of its own alone.</summary>
    public AccountIdentity? Identity { get; init; }
}

/// <summary>A user as an OpenID Connect issuer knows them. An account is bound to at most one identity, for good, and an identity to one account.</summary>
/// <param name="Issuer">The claim <c>iss</c>.</param>
/// <param name="Subject">The claim <c>sub</c>.</param>
public readonly record struct AccountIdentity(string Issuer, string Subject);

/// <summary>An account, and whose it is.</summary>
/// <param name="Identity">Null for an account with tokens of its own alone.</param>
public sealed record BoundAccount(UserName Name, AccountIdentity? Identity, bool IsDisabled);

/// <summary>What became of a change to an account.</summary>
/// <param name="Account">The account as it is now; null if there is none.</param>
public sealed record AccountOutcome(AccountStatus Status, Account? Account);

/// <summary>What became of a change to an account.</summary>
public enum AccountStatus
{
    /// <summary>It is done, or was so already.</summary>
    Done,

    /// <summary>There is no such account.</summary>
    NoSuchAccount,

    /// <summary>Nothing was changed: no enabled account with one of the roles to be kept would be left.</summary>
    LastHolder,
}
