using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>A token as it is needed to decide whether it is good and for what.</summary>
/// <param name="Account">Whose it is.</param>
/// <param name="IsDisabled">Whether the account is disabled.</param>
/// <param name="Expires">From when on it is not good any more; null when it does not expire.</param>
/// <param name="IsRevoked">Whether it was revoked.</param>
/// <param name="Roles">Names of the account's roles.</param>
public sealed record TokenGrant(
    UserName Account, bool IsDisabled, Timestamp? Expires, bool IsRevoked, IReadOnlyList<string> Roles);
