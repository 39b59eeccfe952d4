using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>
/// The ordinal of a sample: its place in the order of creation, which never changes. The upper bits are the time of creation, the lower ones tell
/// apart samples of one millisecond: those of the id, or the next that are free.
/// </summary>
public static class SampleOrdinal
{
    /// <summary>So many samples may be created in one millisecond, and share a time.</summary>
    public const int PerMillisecond = 1 << 20;

    /// <summary>Later times are held there (in the year 2248): that is what fits into 63 bits.</summary>
    private const long MaxTime = (1L << 43) - 1;

    /// <summary>The ordinal.</summary>
    /// <param name="created">When the sample was created.</param>
    /// <param name="bits">Its lower bits.</param>
    public static long Of(Timestamp created, int bits) => (Math.Clamp(created.Milliseconds, 0, MaxTime) * PerMillisecond) + bits;

    /// <summary>The lowest ordinal of samples that were created at a time.</summary>
    public static long FirstOf(Timestamp created) => Of(created, 0);

    /// <summary>The highest ordinal of samples that were created at a time.</summary>
    public static long LastOf(Timestamp created) => Of(created, PerMillisecond - 1);

    /// <summary>The lower bits of the ordinal of a sample.</summary>
    /// <param name="id">The sample.</param>
    /// <param name="attempt">How many ordinals were found to be taken.</param>
    public static int BitsOf(SampleId id, int attempt)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return (((bytes[13] & 0xF) << 16 | bytes[14] << 8 | bytes[15]) + attempt) & (PerMillisecond - 1);
    }
}
