using SampleService.Domain;

namespace SampleService.Upstream.Standalone;

/// <summary>What is known of a token apart from the token.</summary>
/// <param name="Id">Identifies it.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Description">What it is for; may be empty.</param>
/// <param name="Created">When it was issued.</param>
/// <param name="Expires">From this millisecond on it is not good any more; null when it does not expire.</param>
/// <param name="Revoked">When it was revoked; null when it was not.</param>
public sealed record TokenInfo(
    TokenId Id, UserName Account, string Description, Timestamp Created, Timestamp? Expires, Timestamp? Revoked);
