using SampleService.Domain;

namespace SampleService.Upstream;

/// <summary>Knows whose token it is.</summary>
public interface ITokenService
{
    /// <summary>
    /// The owner of a token, or why it is not valid. Completes at once for a token checked lately.
    /// </summary>
    /// <exception cref="ServiceException">
    /// <see cref="ErrorKind.AuthenticationFailed"/> with the whole text for the caller
    /// (<c>Token validation failed: ...</c>): nobody could be asked. Never remembered.
    /// </exception>
    ValueTask<TokenOwner> FindOwnerAsync(string token, CancellationToken cancellation);
}
