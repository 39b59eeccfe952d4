using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>
/// The ordinals of the samples of one call: one after the other in the order in which they are made, so that their order is that of the call.
/// </summary>
internal static class CallOrdinals
{
    /// <summary>The lower bits of the first ordinal, so that all others follow within the same millisecond.</summary>
    /// <param name="first">The first sample.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="attempt">How often some of the ordinals were found to be taken.</param>
    public static int FirstBits(SampleId first, int count, int attempt) =>
        SampleOrdinal.BitsOf(first, attempt * count) % (SampleOrdinal.PerMillisecond - count + 1);
}
