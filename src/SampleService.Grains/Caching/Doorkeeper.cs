using System.Numerics;
using SampleService.Domain;

namespace SampleService.Grains;

/// <summary>
/// Admission filter of the cache (a term of TinyLFU): admits a version from its second request on. To keep what is read once, as by a
/// caller who walks through everything, costs more than it saves: it drives out what is asked for often, and long-lived garbage is
/// dear. A few versions are admitted at their first request, since versions share bits.
/// </summary>
/// <param name="window">After so many distinct versions the filter starts anew.</param>
internal sealed class Doorkeeper(long window)
{
    // With 32 bits a version, about one in 60 shares its bit with another.
    private readonly int[] _bits = new int[BitOperations.RoundUpToPowerOf2((ulong)window)];
    private long _count;

    /// <summary>Whether the version was asked for before; from now on it was.</summary>
    public bool Admit(SampleVersionId version)
    {
        var hash = (uint)version.GetHashCode() * 0x9E3779B1u;
        ref var bits = ref _bits[(hash >> 5) & (_bits.Length - 1)];
        var bit = 1 << (int)(hash & 31);
        if ((Interlocked.Or(ref bits, bit) & bit) != 0)
            return true;
        if (Interlocked.Increment(ref _count) % window == 0)
        {
            Array.Clear(_bits);
            Interlocked.Or(ref bits, bit);
        }

        return false;
    }
}
