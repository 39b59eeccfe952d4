using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace SampleService.Upstream.OpenIdConnect;

/// <summary>The keys that an issuer published at one time.</summary>
internal sealed class IssuerKeySet
{
    private const int MinRsaBits = 2048;
    private const int MaxKeys = 200;

    /// <summary>
    /// The algorithms of signatures that are accepted, and what they need of a key. All are asymmetric: with others whoever knows a public key could
    /// sign.
    /// </summary>
    private static readonly Dictionary<string, string> Requirements = new(StringComparer.Ordinal)
    {
        [SecurityAlgorithms.RsaSha256] = JsonWebAlgorithmsKeyTypes.RSA,
        [SecurityAlgorithms.RsaSha384] = JsonWebAlgorithmsKeyTypes.RSA,
        [SecurityAlgorithms.RsaSha512] = JsonWebAlgorithmsKeyTypes.RSA,
        [SecurityAlgorithms.RsaSsaPssSha256] = JsonWebAlgorithmsKeyTypes.RSA,
        [SecurityAlgorithms.RsaSsaPssSha384] = JsonWebAlgorithmsKeyTypes.RSA,
        [SecurityAlgorithms.RsaSsaPssSha512] = JsonWebAlgorithmsKeyTypes.RSA,
        [SecurityAlgorithms.EcdsaSha256] = JsonWebKeyECTypes.P256,
        [SecurityAlgorithms.EcdsaSha384] = JsonWebKeyECTypes.P384,
        [SecurityAlgorithms.EcdsaSha512] = JsonWebKeyECTypes.P521,
    };

    private readonly JsonWebKey[] _keys;

    private IssuerKeySet(JsonWebKey[] keys, long readAt) => (_keys, ReadAt) = (keys, readAt);

    /// <summary>The clock's timestamp just before they were asked for.</summary>
    public long ReadAt { get; }

    public int Count => _keys.Length;

    public static bool IsAccepted(string? algorithm) => algorithm is not null && Requirements.ContainsKey(algorithm);

    /// <summary>Reads a JWK set; null if there is no key in it that is of use here.</summary>
    public static IssuerKeySet? TryRead(JsonElement document, long readAt)
    {
        if (document.Member("keys") is not { ValueKind: JsonValueKind.Array } array)
            return null;
        JsonWebKey[] keys = [.. array.EnumerateArray().Select(TryReadKey).OfType<JsonWebKey>().Take(MaxKeys)];
        return keys.Length > 0 ? new IssuerKeySet(keys, readAt) : null;
    }

    /// <summary>Whether a key of this id is among them.</summary>
    public bool Has(string keyId) => _keys.Any(key => key.KeyId == keyId);

    /// <summary>Whether one of them made the signature of a token, with an accepted algorithm.</summary>
    public bool HasSigned(WebToken token) => IsAccepted(token.Algorithm) && token.Signature.Length > 0 && _keys.Any(key =>
        // An issuer of one key need not name it.
        (token.KeyId is null || key.KeyId == token.KeyId)
        && (string.IsNullOrEmpty(key.Alg) || key.Alg == token.Algorithm)
        && (key.Kty == Requirements[token.Algorithm!] || key.Crv == Requirements[token.Algorithm!])
        && Verifies(key, token));

    /// <summary>Whether the same keys are in both.</summary>
    public bool HasSameKeysAs(IssuerKeySet? other) =>
        other is not null && _keys.Select(key => key.KeyId).SequenceEqual(other._keys.Select(key => key.KeyId), StringComparer.Ordinal);

    private static bool Verifies(JsonWebKey key, WebToken token)
    {
        var provider = key.CryptoProviderFactory.CreateForVerifying(key, token.Algorithm);
        try
        {
            return provider.Verify(token.SignedPart, token.Signature);
        }
        finally
        {
            key.CryptoProviderFactory.ReleaseSignatureProvider(provider);
        }
    }

    /// <summary>A key, if signatures can be verified with it. Issuers may publish others too, of kinds that are not known here.</summary>
    private static JsonWebKey? TryReadKey(JsonElement element)
    {
        try
        {
            var key = new JsonWebKey(element.GetRawText());
            if (!IsForSignatures(key) || Requirements.FirstOrDefault(pair => pair.Value == key.Kty || pair.Value == key.Crv).Key is not { } algorithm)
                return null;
            // Shows whether its numbers make a key at all.
            key.CryptoProviderFactory.ReleaseSignatureProvider(key.CryptoProviderFactory.CreateForVerifying(key, algorithm));
            return key;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or FormatException or InvalidOperationException
            or NotSupportedException or CryptographicException)
        {
            // Left out like keys of other kinds. If none is left, the caller logs that.
            return null;
        }
    }

    private static bool IsForSignatures(JsonWebKey key) =>
        (string.IsNullOrEmpty(key.Use) || key.Use == JsonWebKeyUseNames.Sig)
        && (key.KeyOps.Count == 0 || key.KeyOps.Contains("verify"))
        && (key.Kty != JsonWebAlgorithmsKeyTypes.RSA || key.KeySize >= MinRsaBits);
}
