using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>What is known of a token apart from the token.</summary>
/// <param name="Id">Identifies it; from 1 on.</param>
/// <param name="Description">What it is for; may be empty.</param>
/// <param name="Expires">From when on it is not good any more; null when it does not expire.</param>
/// <param name="Revoked">When it was revoked; null when it was not.</param>
public sealed record AccountToken(
    long Id, UserName Account, string Description, Timestamp Created, Timestamp? Expires, Timestamp? Revoked);

/// <summary>A token to be stored; the token itself is not.</summary>
/// <param name="Hash">Its SHA-256, 32 bytes.</param>
/// <param name="Description">What it is for; may be empty.</param>
/// <param name="Expires">From when on it is not good any more; null when it does not expire.</param>
public sealed record NewToken(
    ReadOnlyMemory<byte> Hash, UserName Account, string Description, Timestamp Created, Timestamp? Expires);

/// <summary>A token as it is needed to decide whether it is good and for what.</summary>
/// <param name="Hash">SHA-256 of the token.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="IsDisabled">Whether the account is disabled.</param>
/// <param name="Expires">From when on it is not good any more; null when it does not expire.</param>
/// <param name="IsRevoked">Whether it was revoked.</param>
/// <param name="Roles">Names of the account's roles.</param>
public sealed record TokenGrant(
    ReadOnlyMemory<byte> Hash, UserName Account, bool IsDisabled, Timestamp? Expires, bool IsRevoked, IReadOnlyList<string> Roles);
