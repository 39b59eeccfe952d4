using System.Buffers.Text;
using System.Security.Cryptography;
using SampleService.Upstream.Caching;

namespace SampleService.Upstream.Standalone;

/// <summary>Tokens of stand-alone accounts: <c>sst_</c> and 256 random bits in base64url, 47 characters.</summary>
internal static class StandaloneToken
{
    private const int RandomBytes = 32;
    private const int Length = 4 + 43;

    /// <summary>A new one.</summary>
    public static string Create()
    {
        Span<byte> random = stackalloc byte[RandomBytes];
        RandomNumberGenerator.Fill(random);
        return TokenForm.StandalonePrefix + Base64Url.EncodeToString(random);
    }

    /// <summary>Whether a text could be such a token.</summary>
    public static bool IsWellFormed(string token) =>
        token.Length == Length
        && token.StartsWith(TokenForm.StandalonePrefix, StringComparison.Ordinal)
        && Base64Url.IsValid(token.AsSpan(TokenForm.StandalonePrefix.Length));

    /// <summary>What is stored of a token.</summary>
    public static byte[] Hash(string token) => TokenKey.Of(token).ToArray();
}
