using SampleService.Domain;

namespace SampleService.Upstream;

/// <summary>Validates tokens.</summary>
public interface ITokenService
{
    /// <summary>
    /// The owner of a valid token, if that is remembered; null if somebody would have to be asked, or it is not valid.
    /// </summary>
    UserName? FindKnownOwner(string token);

    /// <summary>
    /// The owner of a token, or why it is not valid. Completes synchronously for a cached token.
    /// </summary>
    /// <exception cref="ServiceException">
    /// <see cref="ErrorKind.UpstreamFailure"/> or <see cref="ErrorKind.StorageFailure"/> with the whole text for the caller
    /// (<c>Token validation failed: ...</c>): the token could not be checked. Failures are never cached.
    /// </exception>
    ValueTask<TokenOwner> FindOwnerAsync(string token, CancellationToken cancellation);
}

/// <summary>Whose token it is, or why it is not valid.</summary>
/// <param name="User">The owner; null when the token is not valid.</param>
/// <param name="Reason">Why it is not valid, as the caller is told after <c>Token validation failed: </c>.</param>
public readonly record struct TokenOwner(UserName? User, string? Reason);
