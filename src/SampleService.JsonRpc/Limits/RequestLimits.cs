using System.ComponentModel.DataAnnotations;

namespace SampleService.JsonRpc;

/// <summary>What is admitted (configuration section <c>Limits</c>).</summary>
public sealed class RequestLimits
{
    private const long MaxDefaultBytes = 512_000_000;

    /// <summary>Maximum bytes of a body.</summary>
    [Range(1024, int.MaxValue / 2)]
    public int RequestBytes { get; set; } = 100_000_000;

    /// <summary>Maximum bytes of a body without a valid token.</summary>
    [Range(1024, int.MaxValue / 2)]
    public int AnonymousRequestBytes { get; set; } = 1_000_000;

    /// <summary>
    /// Maximum cost of all that is under way, in bytes (<see cref="Admission"/> says what costs how much); a call that does not
    /// fit is refused as busy. 0 means 512 MB, or a quarter of the memory that the process may use if that is less.
    /// </summary>
    [Range(0, long.MaxValue)]
    public long BytesInFlight { get; set; }

    /// <summary>
    /// The part of <see cref="BytesInFlight"/> that callers without a valid token may use together; one address may use a quarter
    /// of it. 0 means an eighth.
    /// </summary>
    [Range(0, long.MaxValue)]
    public long AnonymousBytesInFlight { get; set; }

    /// <summary>Maximum depth of arrays and objects in a body.</summary>
    [Range(8, 1000)]
    public int JsonDepth { get; set; } = 64;

    /// <summary>Maximum calls in flight; one more is refused as busy. 0 means 256 for each processor.</summary>
    [Range(0, 1_000_000)]
    public int ConcurrentCalls { get; set; }

    /// <summary>Maximum calls in a batch, on the doors that take batches; a larger one is refused as a whole.</summary>
    [Range(1, 100_000)]
    public int BatchSize { get; set; } = 1000;

    /// <summary>The limits in force: a 0 is replaced by what it stands for on this machine.</summary>
    internal RequestLimits WorkOut()
    {
        var bytes = BytesInFlight > 0 ? BytesInFlight : Math.Min(MaxDefaultBytes, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);
        return new RequestLimits
        {
            RequestBytes = RequestBytes,
            AnonymousRequestBytes = AnonymousRequestBytes,
            BytesInFlight = bytes,
            AnonymousBytesInFlight = Math.Min(bytes, AnonymousBytesInFlight > 0 ? AnonymousBytesInFlight : bytes / 8),
            JsonDepth = JsonDepth,
            BatchSize = BatchSize,
            ConcurrentCalls = ConcurrentCalls > 0 ? ConcurrentCalls : 256 * Environment.ProcessorCount,
        };
    }
}
