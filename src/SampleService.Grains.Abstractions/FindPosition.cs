using System.Buffers.Binary;
using System.Text;

namespace SampleService.Grains.Abstractions;

/// <summary>
/// A place within the samples of one query, which a cursor carries. It is one in the order asked for, so it holds whatever is written meanwhile
/// and however candidates are come by.
/// </summary>
/// <param name="Driver">
/// 255 for the walk of an index or of the scope; anything else for a driver that is small, and is chosen again: which one it was would tell of samples
/// that the requester may not see.
/// </param>
/// <param name="Ordinal">The ordinal of the last candidate.</param>
/// <param name="Saved">Its save time, where that is sorted by; else 0.</param>
/// <param name="Name">Its name, folded, where that is sorted by; else empty.</param>
public sealed record FindPosition(byte Driver, long Ordinal, long Saved, string Name)
{
    private const int FixedBytes = 1 + sizeof(long) + sizeof(long);

    /// <summary>The bytes of it.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[FixedBytes + Encoding.UTF8.GetByteCount(Name)];
        bytes[0] = Driver;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), Ordinal);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1 + sizeof(long)), Saved);
        Encoding.UTF8.GetBytes(Name, bytes.AsSpan(FixedBytes));
        return bytes;
    }

    /// <summary>A place from the bytes that <see cref="ToBytes"/> gave.</summary>
    public static FindPosition Of(ReadOnlySpan<byte> bytes) => new(
        bytes[0], BinaryPrimitives.ReadInt64BigEndian(bytes[1..]), BinaryPrimitives.ReadInt64BigEndian(bytes[(1 + sizeof(long))..]),
        Encoding.UTF8.GetString(bytes[FixedBytes..]));
}
