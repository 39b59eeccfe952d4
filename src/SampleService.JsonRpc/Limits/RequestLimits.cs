using System.ComponentModel.DataAnnotations;

namespace SampleService.JsonRpc;

/// <summary>What is admitted (configuration section <c>Limits</c>).</summary>
public sealed class RequestLimits
{
    /// <summary>Maximum bytes of a body.</summary>
    [Range(1024, int.MaxValue / 2)]
    public int RequestBytes { get; set; } = 100_000_000;

    /// <summary>Maximum bytes of a body without an Authorization header.</summary>
    [Range(1024, int.MaxValue / 2)]
    public int AnonymousRequestBytes { get; set; } = 1_000_000;

    /// <summary>
    /// Maximum bytes of all bodies and long answers in flight, until they are sent; a call that does not fit is refused as
    /// busy.
    /// </summary>
    [Range(1024, long.MaxValue)]
    public long BytesInFlight { get; set; } = 256_000_000;

    /// <summary>Maximum depth of arrays and objects in a body.</summary>
    [Range(8, 1000)]
    public int JsonDepth { get; set; } = 64;

    /// <summary>Maximum calls in flight; one more is refused as busy. 0 means 256 for each processor.</summary>
    [Range(0, 1_000_000)]
    public int ConcurrentCalls { get; set; }
}
