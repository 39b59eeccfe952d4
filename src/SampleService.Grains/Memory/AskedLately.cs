using System.Numerics;
using SampleService.Domain;

namespace SampleService.Grains;

/// <summary>
/// Tells which versions are asked for again. To keep what is read once, as by somebody who goes through all there is, costs more than it
/// saves: it drives out what is asked for often, and long-lived garbage is dear. Now and then it takes one for another.
/// </summary>
/// <param name="window">How many it takes until those before are forgotten.</param>
internal sealed class AskedLately(long window)
{
    // With 32 bits for each, one in 60 is taken for another on average.
    private readonly int[] _bits = new int[BitOperations.RoundUpToPowerOf2((ulong)window)];
    private long _asked;

    /// <summary>Whether it has been asked for before; from now on it has.</summary>
    public bool Ask(SampleVersionId version)
    {
        var hash = (uint)version.GetHashCode() * 0x9E3779B1u;
        ref var bits = ref _bits[(hash >> 5) & (_bits.Length - 1)];
        var bit = 1 << (int)(hash & 31);
        if ((Interlocked.Or(ref bits, bit) & bit) != 0)
            return true;
        if (Interlocked.Increment(ref _asked) % window == 0)
        {
            Array.Clear(_bits);
            Interlocked.Or(ref bits, bit);
        }

        return false;
    }
}
