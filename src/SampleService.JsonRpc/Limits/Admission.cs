using System.Net;

namespace SampleService.JsonRpc;

/// <summary>
/// Counts the cost of the work under way, and refuses what goes beyond the limits. The unit is a byte that is held for a
/// request: of its body as far as it has arrived, of the tables that its parsing takes, of an answer until it is sent. Beside
/// that each call costs a fixed share (<see cref="CallCost"/>), several if it is a query. Callers without a valid token have a
/// small part of the whole, and one address a quarter of that part.
/// </summary>
public sealed class Admission
{
    private const int MinCallsOfAddress = 16;

    /// <summary>Addresses share a counter by chance; so many counters make that rare. A power of two.</summary>
    private const int Addresses = 4096;

    private readonly long _maxBytes;
    private readonly long _maxAnonymousBytes;
    private readonly long _maxAddressBytes;
    private readonly int _maxCalls;
    private readonly long[] _addressBytes = new long[Addresses];
    private long _bytes;
    private long _anonymousBytes;
    private int _calls;

    /// <param name="limits">The limits.</param>
    public Admission(RequestLimits limits)
    {
        Limits = limits.WorkOut();
        _maxBytes = Limits.BytesInFlight;
        _maxAnonymousBytes = Limits.AnonymousBytesInFlight;
        _maxAddressBytes = _maxAnonymousBytes / 4;
        _maxCalls = Limits.ConcurrentCalls;
        CallCost = Math.Min(_maxBytes / 4 / _maxCalls, _maxAddressBytes / MinCallsOfAddress);
    }

    /// <summary>The limits in force: each has a figure.</summary>
    public RequestLimits Limits { get; }

    /// <summary>
    /// The fixed share of a call in bytes: as many calls as are allowed at a time have a quarter of the budget together. Where few
    /// are, less, so that one address has room for some.
    /// </summary>
    public long CallCost { get; }

    /// <summary>The cost of all that is under way, in bytes.</summary>
    public long BytesInFlight => Volatile.Read(ref _bytes);

    /// <summary>The part of it that is without a valid token.</summary>
    public long AnonymousBytesInFlight => Volatile.Read(ref _anonymousBytes);

    /// <summary>Calls under way.</summary>
    public int CallsInFlight => Volatile.Read(ref _calls);

    /// <summary>The counter of an address. The hash is seeded for each process, so a caller cannot choose addresses that share the counter of another.</summary>
    internal static int CounterOf(IPAddress? address) => HashCode.Combine(CallerNetwork.Of(address).Prefix) & (Addresses - 1);

    /// <summary>Takes bytes for a caller with a valid token.</summary>
    internal bool TryReserve(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= _maxBytes)
            return true;
        Interlocked.Add(ref _bytes, -bytes);
        JsonRpcInstruments.CountBusy("bytes");
        return false;
    }

    /// <summary>Takes bytes for a caller with a valid token, be there room or not.</summary>
    internal void Reserve(long bytes) => Interlocked.Add(ref _bytes, bytes);

    /// <summary>Gives bytes of a caller with a valid token back.</summary>
    internal void Release(long bytes) => Interlocked.Add(ref _bytes, -bytes);

    /// <summary>Takes bytes for a caller without one.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="counter">That of the address.</param>
    /// <param name="isWithinPart">Whether there is room in the part of such callers; else a valid token could help.</param>
    internal bool TryReserveAnonymous(long bytes, int counter, out bool isWithinPart)
    {
        isWithinPart = Interlocked.Add(ref _addressBytes[counter], bytes) <= _maxAddressBytes;
        isWithinPart &= Interlocked.Add(ref _anonymousBytes, bytes) <= _maxAnonymousBytes;
        if (isWithinPart && TryReserve(bytes))
            return true;
        Confirm(bytes, counter);
        if (!isWithinPart)
            JsonRpcInstruments.CountBusy("anonymous");
        return false;
    }

    /// <summary>Takes bytes for a caller without one, be there room or not.</summary>
    internal void ReserveAnonymous(long bytes, int counter)
    {
        Interlocked.Add(ref _addressBytes[counter], bytes);
        Interlocked.Add(ref _anonymousBytes, bytes);
        Reserve(bytes);
    }

    /// <summary>Gives bytes of a caller without one back.</summary>
    internal void ReleaseAnonymous(long bytes, int counter)
    {
        Confirm(bytes, counter);
        Release(bytes);
    }

    /// <summary>What a caller without a valid token has taken becomes that of one who has one.</summary>
    internal void Confirm(long bytes, int counter)
    {
        Interlocked.Add(ref _anonymousBytes, -bytes);
        Interlocked.Add(ref _addressBytes[counter], -bytes);
    }

    /// <summary>Begins a call; false when too many are under way.</summary>
    internal bool TryBegin()
    {
        if (Interlocked.Increment(ref _calls) <= _maxCalls)
            return true;
        Interlocked.Decrement(ref _calls);
        JsonRpcInstruments.CountBusy("calls");
        return false;
    }

    /// <summary>Ends a call.</summary>
    internal void End() => Interlocked.Decrement(ref _calls);
}
