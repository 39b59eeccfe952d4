using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>Counts the work under way, and refuses what goes beyond the limits.</summary>
/// <param name="limits">The limits.</param>
public sealed class Admission(RequestLimits limits) : IByteBudget
{
    private readonly int _concurrentCalls =
        limits.ConcurrentCalls > 0 ? limits.ConcurrentCalls : 256 * Environment.ProcessorCount;

    private long _bytes;
    private int _calls;

    /// <summary>Bytes of bodies and of long answers under way.</summary>
    public long BytesInFlight => Volatile.Read(ref _bytes);

    /// <summary>Calls under way.</summary>
    public int CallsInFlight => Volatile.Read(ref _calls);

    /// <inheritdoc/>
    public bool TryReserve(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= limits.BytesInFlight)
            return true;
        Interlocked.Add(ref _bytes, -bytes);
        JsonRpcInstruments.CountBusy("bytes");
        return false;
    }

    /// <inheritdoc/>
    public void Release(long bytes) => Interlocked.Add(ref _bytes, -bytes);

    /// <summary>Begins a call; false when too many are under way.</summary>
    public bool TryBegin()
    {
        if (Interlocked.Increment(ref _calls) <= _concurrentCalls)
            return true;
        Interlocked.Decrement(ref _calls);
        JsonRpcInstruments.CountBusy("calls");
        return false;
    }

    /// <summary>Ends a call.</summary>
    public void End() => Interlocked.Decrement(ref _calls);
}
