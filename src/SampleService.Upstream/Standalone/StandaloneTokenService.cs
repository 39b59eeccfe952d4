using System.Buffers.Text;
using System.Security.Cryptography;
using SampleService.Domain;
using SampleService.Upstream.Caching;

namespace SampleService.Upstream.Standalone;

/// <summary>Checks tokens of stand-alone accounts.</summary>
internal sealed class StandaloneTokenService(TokenGrants grants) : ITokenService
{
    /// <summary>The reason for unknown, revoked and expired tokens alike.</summary>
    public const string InvalidToken = "Invalid token";

    private static readonly TokenOwner Invalid = new(null, InvalidToken);

    public UserName? FindKnownOwner(string token) => grants.FindKnown(token)?.Account;

    public ValueTask<TokenOwner> FindOwnerAsync(string token, CancellationToken cancellation)
    {
        var found = grants.FindAsync(token, cancellation);
        return found.IsCompletedSuccessfully ? new(Owner(found.Result)) : AwaitAsync(found);
    }

    private static async ValueTask<TokenOwner> AwaitAsync(ValueTask<Storage.TokenGrant?> found)
    {
        try
        {
            return Owner(await found.ConfigureAwait(false));
        }
        catch (ServiceException fault) when (fault.Kind == ErrorKind.StorageFailure)
        {
            throw new ServiceException(ErrorKind.StorageFailure, $"Token validation failed: {fault.Detail}", fault);
        }
    }

    private static TokenOwner Owner(Storage.TokenGrant? grant) =>
        grant is null ? Invalid : new TokenOwner(grant.Account, null);
}

/// <summary>Tokens of stand-alone accounts: <c>sst_</c> and 256 random bits in base64url, 47 characters.</summary>
internal static class StandaloneToken
{
    private const int RandomBytes = 32;
    private const int Length = 4 + 43;

    public static string Create()
    {
        Span<byte> random = stackalloc byte[RandomBytes];
        RandomNumberGenerator.Fill(random);
        return TokenForm.StandalonePrefix + Base64Url.EncodeToString(random);
    }

    public static bool IsWellFormed(string token) =>
        token.Length == Length
        && token.StartsWith(TokenForm.StandalonePrefix, StringComparison.Ordinal)
        && Base64Url.IsValid(token.AsSpan(TokenForm.StandalonePrefix.Length));

    /// <summary>The only part of a token that is stored.</summary>
    public static byte[] Hash(string token) => TokenKey.Of(token).ToArray();
}
