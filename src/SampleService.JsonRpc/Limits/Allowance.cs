using System.Net;
using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>
/// What one request has taken of an <see cref="Admission"/>. Until a token of its caller is known to be valid, that is of the
/// part for callers without one. Used for one request after the other, and by one thread at a time.
/// </summary>
/// <param name="admission">What it is taken of.</param>
public sealed class Allowance(Admission admission) : IByteBudget
{
    /// <summary>Bodies of up to so many bytes stay where the transport has them, and are counted with their calls.</summary>
    public const int MaxUncountedBody = 64 * 1024;

    private const int Unknown = -1;

    private IPAddress? _address;
    private int _counter = Unknown;
    private long _taken;
    private long _callCost;

    /// <summary>The caller, once a token of theirs is known to be valid; else null.</summary>
    public string? User { get; private set; }

    /// <summary>Whether a token of the caller is known to be valid.</summary>
    public bool IsConfirmed => User is not null;

    /// <summary>Whether the token was judged so long ago that it may have been revoked: it has to be judged again before the call.</summary>
    public bool NeedsRecheck { get; private set; }

    /// <summary>The most bytes that the request has had at a time.</summary>
    public long MaxTaken { get; private set; }

    /// <summary>Whether the last refusal was due to the part of callers without a valid token, so that one would help.</summary>
    public bool NeedsToken { get; private set; }

    /// <summary>Found out when it is first needed: callers who are confirmed before do not need it.</summary>
    private int Counter => _counter != Unknown ? _counter : _counter = Admission.CounterOf(_address);

    /// <summary>Begins a request.</summary>
    /// <param name="address">Where it came from; no header of a caller may have a say in it.</param>
    public void Open(IPAddress? address)
    {
        // Of the request before, should memory have run out in the middle of it.
        Release(_taken);
        _address = address;
        _counter = Unknown;
        User = null;
        NeedsRecheck = false;
        MaxTaken = 0;
    }

    /// <summary>A token of the caller is valid.</summary>
    /// <param name="user">Whose it is.</param>
    public void Confirm(string user)
    {
        if (!IsConfirmed && _taken != 0)
            admission.Confirm(_taken, Counter);
        User = user;
    }

    /// <summary>The request goes on only after a wait, in which a token may be revoked.</summary>
    public void RequireRecheck() => NeedsRecheck = true;

    /// <inheritdoc/>
    public bool TryReserve(long bytes)
    {
        var isWithinPart = true;
        var isTaken = IsConfirmed ? admission.TryReserve(bytes) : admission.TryReserveAnonymous(bytes, Counter, out isWithinPart);
        NeedsToken = !isWithinPart;
        if (!isTaken)
            return false;
        _taken += bytes;
        MaxTaken = Math.Max(MaxTaken, _taken);
        return true;
    }

    /// <inheritdoc/>
    public void Release(long bytes)
    {
        if (bytes == 0)
            return;
        _taken -= bytes;
        if (IsConfirmed)
            admission.Release(bytes);
        else
            admission.ReleaseAnonymous(bytes, Counter);
    }

    /// <summary>Begins a call; false when there is no room for it.</summary>
    /// <param name="shares">How many fixed shares it costs.</param>
    /// <param name="bodyLength">Bytes of its body.</param>
    internal bool TryBegin(int shares, int bodyLength)
    {
        var cost = (shares * admission.CallCost) + Math.Min(bodyLength, MaxUncountedBody);
        if (!TryReserve(cost))
            return false;
        if (!admission.TryBegin())
        {
            Release(cost);
            return false;
        }

        _callCost = cost;
        return true;
    }

    /// <summary>Ends the call.</summary>
    internal void End()
    {
        admission.End();
        Release(_callCost);
        _callCost = 0;
    }
}
