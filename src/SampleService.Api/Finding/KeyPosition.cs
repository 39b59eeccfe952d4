using System.Security.Cryptography;
using System.Text;
using SampleService.Domain;

namespace SampleService.Api;

/// <summary>A place in the list of keys. Keys may be longer than a cursor, so it has the beginning of one and its hash.</summary>
/// <param name="Kind">The kind of the key.</param>
/// <param name="Hash">The hash of the key.</param>
/// <param name="Beginning">Its first code points.</param>
internal sealed record KeyPosition(int Kind, byte[] Hash, string Beginning)
{
    private const int MaxBeginning = 64;

    /// <summary>The place of a line.</summary>
    public static KeyPosition Of(KeyLine line) =>
        new(line.Kind, SHA256.HashData(Encoding.UTF8.GetBytes(line.Key)), ContractText.First(line.Key, MaxBeginning));

    /// <summary>A place from the bytes that <see cref="ToBytes"/> gave.</summary>
    public static KeyPosition Of(ReadOnlySpan<byte> bytes) =>
        new(bytes[0], bytes[1..(1 + SHA256.HashSizeInBytes)].ToArray(), Encoding.UTF8.GetString(bytes[(1 + SHA256.HashSizeInBytes)..]));

    /// <summary>The bytes of it.</summary>
    public byte[] ToBytes() => [(byte)Kind, .. Hash, .. Encoding.UTF8.GetBytes(Beginning)];

    /// <summary>The lines behind it; behind where it would stand if it is gone meanwhile.</summary>
    public List<KeyLine> After(List<KeyLine> lines)
    {
        var place = lines.FindIndex(IsHere);
        return place >= 0
            ? lines[(place + 1)..]
            : [.. lines.SkipWhile(line => ContractText.CompareByCodePoint(line.Key, Beginning) < 0)];
    }

    private bool IsHere(KeyLine line) =>
        line.Kind == Kind && line.Key.StartsWith(Beginning, StringComparison.Ordinal) && SHA256.HashData(Encoding.UTF8.GetBytes(line.Key)).AsSpan().SequenceEqual(Hash);
}
