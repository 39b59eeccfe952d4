using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>A token to be stored; the token itself is not.</summary>
/// <param name="Hash">Its SHA-256, 32 bytes.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Description">What it is for; may be empty.</param>
/// <param name="Created">The present moment.</param>
/// <param name="Expires">From when on it is not good any more; null when it does not expire.</param>
public sealed record NewToken(
    ReadOnlyMemory<byte> Hash, UserName Account, string Description, Timestamp Created, Timestamp? Expires);
