namespace SampleService.Grains;

/// <summary>How much may be remembered of samples that were read by sets.</summary>
/// <param name="Bytes">Bytes of memory, about.</param>
public sealed record SampleMemoryLimit(long Bytes)
{
    /// <summary>What a server has: 12 000 samples of 2 KB, or up to twice as many, as it happens.</summary>
    public static SampleMemoryLimit Default { get; } = new(64L << 20);

    /// <summary>A larger one would drive out too much else.</summary>
    internal long LargestSample => Bytes / 64;
}
