using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SampleService.Api;

/// <summary>
/// The text of a cursor (docs/api/README.md): where a page ended and for which argument, encrypted so that it tells nothing, and authenticated
/// together with the method, so that only what this service wrote for that method is read.
/// </summary>
/// <remarks>
/// The nonce of AES-GCM is a code of all that is encrypted: the same position and argument give the same cursor, and no nonce serves two texts.
/// </remarks>
internal static class PageCursor
{
    /// <summary>The length of a cursor is at most this.</summary>
    public const int MaxLength = 1024;

    /// <summary>Bytes of a position, at most.</summary>
    public const int MaxPosition = (MaxLength / 4 * 3) - Overhead;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HashBytes = SHA256.HashSizeInBytes;
    private const int Overhead = NonceBytes + TagBytes + 1 + HashBytes;
    private const int HalfKey = 32;

    /// <summary>How positions are written: cursors of another form are of another version of the service.</summary>
    private const byte Form = 1;

    /// <summary>The cursor.</summary>
    /// <param name="key">64 bytes that the deployment has for this.</param>
    /// <param name="method">The name of the method.</param>
    /// <param name="argument">The hash of its other arguments.</param>
    /// <param name="position">Where to go on.</param>
    public static string Write(ReadOnlySpan<byte> key, string method, ReadOnlySpan<byte> argument, ReadOnlySpan<byte> position)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(position.Length, MaxPosition);
        Span<byte> plain = [Form, .. argument, .. position];
        var context = Encoding.UTF8.GetBytes(method);
        Span<byte> cursor = new byte[NonceBytes + TagBytes + plain.Length];
        DeriveNonce(key, context, plain, cursor[..NonceBytes]);
        using var cipher = new AesGcm(key[HalfKey..], TagBytes);
        cipher.Encrypt(cursor[..NonceBytes], plain, cursor[(NonceBytes + TagBytes)..], cursor.Slice(NonceBytes, TagBytes), context);
        return Base64Url.EncodeToString(cursor);
    }

    /// <summary>Where to go on; null if it is not a cursor of that method.</summary>
    /// <param name="key">64 bytes that the deployment has for this.</param>
    /// <param name="method">The name of the method.</param>
    /// <param name="text">What was sent.</param>
    /// <param name="argument">Takes the hash of the arguments it was written for: 32 bytes.</param>
    public static byte[]? Read(ReadOnlySpan<byte> key, string method, string text, Span<byte> argument)
    {
        if (text.Length > MaxLength || Decode(text) is not { Length: >= Overhead } cursor)
            return null;
        var plain = new byte[cursor.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key[HalfKey..], TagBytes);
        try
        {
            cipher.Decrypt(
                cursor.AsSpan(0, NonceBytes), cursor.AsSpan(NonceBytes + TagBytes), cursor.AsSpan(NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(method));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        if (plain[0] != Form)
            return null;
        plain.AsSpan(1, HashBytes).CopyTo(argument);
        return plain[(1 + HashBytes)..];
    }

    /// <summary>Null if it is no base64url, or not as this service writes it: one cursor has one text.</summary>
    private static byte[]? Decode(string text) =>
        Base64Url.IsValid(text) && Base64Url.DecodeFromChars(text) is var bytes && Base64Url.EncodeToString(bytes) == text ? bytes : null;

    private static void DeriveNonce(ReadOnlySpan<byte> key, ReadOnlySpan<byte> method, ReadOnlySpan<byte> plain, Span<byte> nonce)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, method.Length);
        Span<byte> code = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(key[..HalfKey], [.. length, .. method, .. plain], code);
        code[..NonceBytes].CopyTo(nonce);
    }
}
