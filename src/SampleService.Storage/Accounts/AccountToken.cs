using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>What is known of a token apart from the token.</summary>
/// <param name="Id">Identifies it; from 1 on.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Description">What it is for; may be empty.</param>
/// <param name="Created">When it was issued.</param>
/// <param name="Expires">From when on it is not good any more; null when it does not expire.</param>
/// <param name="Revoked">When it was revoked; null when it was not.</param>
public sealed record AccountToken(
    long Id, UserName Account, string Description, Timestamp Created, Timestamp? Expires, Timestamp? Revoked);
