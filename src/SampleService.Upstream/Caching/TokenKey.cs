using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace SampleService.Upstream.Caching;

/// <summary>SHA-256 of a token, which stands for it wherever it is remembered.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct TokenKey : IEquatable<TokenKey>
{
    private const int OnStack = 512;

    private readonly ulong _a, _b, _c, _d;

    /// <summary>The key of a token; two tokens have the same key only if they are the same.</summary>
    public static TokenKey Of(string token)
    {
        var size = Encoding.UTF8.GetMaxByteCount(token.Length);
        byte[]? rented = null;
        Span<byte> bytes = size <= OnStack ? stackalloc byte[OnStack] : rented = ArrayPool<byte>.Shared.Rent(size);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var written = Encoding.UTF8.GetBytes(token, bytes);
        SHA256.HashData(bytes[..written], hash);
        bytes[..written].Clear();
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return MemoryMarshal.Read<TokenKey>(hash);
    }

    /// <summary>The 32 bytes of the hash.</summary>
    public byte[] ToArray()
    {
        var copy = this;
        return MemoryMarshal.AsBytes(new ReadOnlySpan<TokenKey>(in copy)).ToArray();
    }

    public bool Equals(TokenKey other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    public override bool Equals(object? obj) => obj is TokenKey other && Equals(other);

    public override int GetHashCode() => _a.GetHashCode();
}
