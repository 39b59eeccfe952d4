using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SampleService.Testing.Fakes;

/// <summary>A key with which a stand-in for an issuer signs.</summary>
public sealed class IssuerKey : IDisposable
{
    private static int _count;

    /// <summary>A key that no issuer publishes.</summary>
    public static readonly IssuerKey Stranger = Rsa();

    private readonly AsymmetricAlgorithm _key;

    private IssuerKey(AsymmetricAlgorithm key, string algorithm) => (_key, Algorithm) = (key, algorithm);

    public string Id { get; init; } = $"key-{Interlocked.Increment(ref _count)}";

    /// <summary>The algorithm that it signs with when nothing else is said.</summary>
    public string Algorithm { get; }

    public static IssuerKey Rsa(int bits = 2048, string algorithm = "RS256") => new(RSA.Create(bits), algorithm);

    public static IssuerKey Ecdsa() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256), "ES256");

    /// <summary>The public half, as a key set has it.</summary>
    public Dictionary<string, object?> ToJwk() => _key switch
    {
        RSA rsa => new()
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["alg"] = Algorithm,
            ["kid"] = Id,
            ["n"] = Base64Url.EncodeToString(rsa.ExportParameters(false).Modulus),
            ["e"] = Base64Url.EncodeToString(rsa.ExportParameters(false).Exponent),
        },
        ECDsa ecdsa => new()
        {
            ["kty"] = "EC",
            ["use"] = "sig",
            ["crv"] = "P-256",
            ["kid"] = Id,
            ["x"] = Base64Url.EncodeToString(ecdsa.ExportParameters(false).Q.X),
            ["y"] = Base64Url.EncodeToString(ecdsa.ExportParameters(false).Q.Y),
        },
        _ => throw new NotSupportedException(),
    };

    /// <summary>Makes a token. HS256 is signed with the text of the public key, which a careless reader might take for a secret.</summary>
    public string Sign(Dictionary<string, object?> header, Dictionary<string, object?> claims)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        var data = Encoding.ASCII.GetBytes(signed);
        var signature = (_key, header["alg"]) switch
        {
            (_, "none") => [],
            (_, "HS256") => HMACSHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(ToJwk()), data),
            (RSA rsa, "PS384") => rsa.SignData(data, HashAlgorithmName.SHA384, RSASignaturePadding.Pss),
            (RSA rsa, _) => rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            (ECDsa ecdsa, _) => ecdsa.SignData(data, HashAlgorithmName.SHA256),
            _ => throw new NotSupportedException(),
        };
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public void Dispose() => _key.Dispose();

    private static string Encode(Dictionary<string, object?> value) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
