using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SampleService.Grains.Abstractions;

namespace SampleService.Server;

/// <summary>
/// The id of a session: 256 random bits, which the caller alone keeps, in a cookie. The service knows its hash, under which the session is
/// found, and for the time of a call the key under which the token of the session is encrypted.
/// </summary>
internal sealed class SessionId
{
    private const int RandomBytes = 32;
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private static readonly byte[] KeyPurpose = "sample-service session token"u8.ToArray();

    private readonly byte[] _bytes;

    private SessionId(byte[] bytes) => _bytes = bytes;

    /// <summary>The key of the session's grain.</summary>
    public string Key => GrainKeys.OfSession(SHA256.HashData(_bytes));

    public static SessionId Create() => new(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>The id in a cookie; null if it is none.</summary>
    public static SessionId? Parse(string text)
    {
        var bytes = new byte[RandomBytes];
        return text.Length == Base64Url.GetEncodedLength(RandomBytes)
            && Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done && written == RandomBytes
            ? new SessionId(bytes)
            : null;
    }

    /// <summary>What stands in the cookie.</summary>
    public string ToCookie() => Base64Url.EncodeToString(_bytes);

    /// <summary>Encrypts the token of the session: whoever has all of the database can't read it.</summary>
    public string Seal(string token)
    {
        var text = Encoding.UTF8.GetBytes(token);
        var message = new byte[NonceBytes + text.Length + TagBytes];
        var nonce = message.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = CreateCipher();
        cipher.Encrypt(nonce, text, message.AsSpan(NonceBytes, text.Length), message.AsSpan(NonceBytes + text.Length));
        return Base64Url.EncodeToString(message);
    }

    /// <summary>The token of the session.</summary>
    /// <exception cref="CryptographicException">It was not encrypted for this session.</exception>
    /// <exception cref="FormatException">It was not encrypted by <see cref="Seal"/>.</exception>
    public string Unseal(string message)
    {
        ReadOnlySpan<byte> bytes = Base64Url.DecodeFromChars(message);
        if (bytes.Length < NonceBytes + TagBytes)
            throw new FormatException("The token of a session is too short.");
        var text = new byte[bytes.Length - NonceBytes - TagBytes];
        using var cipher = CreateCipher();
        cipher.Decrypt(bytes[..NonceBytes], bytes[NonceBytes..^TagBytes], bytes[^TagBytes..], text);
        return Encoding.UTF8.GetString(text);
    }

    /// <summary>The name of the type alone keeps the id out of logs.</summary>
    public override string ToString() => nameof(SessionId);

    private AesGcm CreateCipher()
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _bytes, key, salt: [], KeyPurpose);
        return new AesGcm(key, TagBytes);
    }
}
