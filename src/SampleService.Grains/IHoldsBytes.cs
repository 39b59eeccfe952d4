namespace SampleService.Grains;

/// <summary>A grain whose memory is worth counting.</summary>
internal interface IHoldsBytes
{
    /// <summary>Bytes it holds beyond its own small size.</summary>
    long Bytes { get; }
}
