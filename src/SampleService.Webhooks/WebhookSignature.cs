using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SampleService.Webhooks;

/// <summary>What a receiver checks: the HMAC-SHA256 of the time, a point, and the body, with the secret of the webhook as its key.</summary>
internal static class WebhookSignature
{
    /// <summary>The value of the header <c>X-Signature</c>.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="seconds">The value of the header <c>X-Timestamp</c>, in seconds since 1970.</param>
    /// <param name="body">The body.</param>
    public static string Of(ReadOnlySpan<byte> secret, long seconds, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seconds}.")));
        hash.AppendData(body);
        return $"sha256={Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }
}
