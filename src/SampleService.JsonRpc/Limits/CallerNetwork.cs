using System.Buffers.Binary;
using System.Net;

namespace SampleService.JsonRpc;

/// <summary>
/// What limits take for one caller: an address of IPv4, or a network of 64 bits of IPv6, since one caller can have all its addresses.
/// </summary>
/// <param name="Prefix">The address as one of IPv6, or the network; 0 for none.</param>
public readonly record struct CallerNetwork(UInt128 Prefix)
{
    /// <summary>That of an address; null stands for connections that have none.</summary>
    public static CallerNetwork Of(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address is null || !address.TryWriteBytes(bytes, out var length))
            return default;
        return new(
            length == 4 ? new UInt128(0, 0xffff_0000_0000UL | BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : address.IsIPv4MappedToIPv6 ? BinaryPrimitives.ReadUInt128BigEndian(bytes)
            : new UInt128(BinaryPrimitives.ReadUInt64BigEndian(bytes), 0));
    }
}
