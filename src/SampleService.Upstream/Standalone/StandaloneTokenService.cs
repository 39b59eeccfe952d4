using SampleService.Domain;

namespace SampleService.Upstream.Standalone;

/// <summary>Owners of tokens of stand-alone accounts.</summary>
internal sealed class StandaloneTokenService(TokenGrants grants) : ITokenService
{
    /// <summary>What is said of a token that is unknown, revoked or expired.</summary>
    public const string InvalidToken = "Invalid token";

    private static readonly TokenOwner Nobody = new(null, InvalidToken);

    public ValueTask<TokenOwner> FindOwnerAsync(string token, CancellationToken cancellation)
    {
        var found = grants.FindAsync(token, cancellation);
        return found.IsCompletedSuccessfully ? new(Owner(found.Result)) : WaitAsync(found);
    }

    private static async ValueTask<TokenOwner> WaitAsync(ValueTask<Storage.TokenGrant?> found)
    {
        try
        {
            return Owner(await found.ConfigureAwait(false));
        }
        catch (ServiceException fault) when (fault.Kind == ErrorKind.StorageFailure)
        {
            throw new ServiceException(
                ErrorKind.AuthenticationFailed, $"Token validation failed: {fault.Detail}", fault);
        }
    }

    private static TokenOwner Owner(Storage.TokenGrant? grant) =>
        grant is null ? Nobody : new TokenOwner(grant.Account, null);
}
