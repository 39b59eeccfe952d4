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
    private bool _isHeld;
    private Task<TokenCheck>? _judgement;

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
        _judgement = null;
    }

    /// <summary>Another one for the same caller, for a call that is made at the same time.</summary>
    internal Allowance Fork()
    {
        var fork = new Allowance(admission);
        fork.Open(_address);
        if (User is not null)
            fork.Confirm(User);
        return fork;
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

    /// <summary>
    /// Finds out whose token it is, and confirms the caller if it is valid. A token that is wrong, or could not be judged, is asked for
    /// once in a request, however often it matters.
    /// </summary>
    /// <param name="tokens">Who is asked.</param>
    /// <param name="token">The token; the same in each call for one request.</param>
    /// <param name="cancellation">Cancelled when the caller has gone.</param>
    public async ValueTask<TokenCheck> JudgeAsync(ICallerTokens tokens, string? token, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(token))
            return default;
        if (_judgement is null || (NeedsRecheck && _judgement is { IsCompletedSuccessfully: true, Result.User: not null }))
            _judgement = tokens.CheckAsync(token, cancellation).AsTask();
        var check = await _judgement;
        if (check.User is { } user)
        {
            Confirm(user);
            NeedsRecheck = false;
        }

        return check;
    }

    /// <inheritdoc/>
    public bool TryReserve(long bytes)
    {
        var isWithinPart = true;
        var isTaken = IsConfirmed ? admission.TryReserve(bytes) : admission.TryReserveAnonymous(bytes, Counter, out isWithinPart);
        NeedsToken = !isWithinPart;
        if (isTaken)
            Add(bytes);
        return isTaken;
    }

    /// <inheritdoc/>
    public void Reserve(long bytes)
    {
        if (IsConfirmed)
            admission.Reserve(bytes);
        else
            admission.ReserveAnonymous(bytes, Counter);
        Add(bytes);
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
        if (_isHeld)
        {
            _isHeld = false;
            return true;
        }

        // What a method makes of a body grows with it: a tree to store, a list of what is asked for.
        var cost = (shares * admission.CallCost) + bodyLength;
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

    /// <summary>Takes the room for the next call before it begins; false when there is none.</summary>
    /// <param name="shares">How many fixed shares it costs.</param>
    /// <param name="bodyLength">Bytes of its body.</param>
    internal bool TryHold(int shares, int bodyLength) => _isHeld = TryBegin(shares, bodyLength);

    /// <summary>Gives it back if the call has not begun.</summary>
    internal void ReleaseHold()
    {
        if (!_isHeld)
            return;
        _isHeld = false;
        End();
    }

    /// <summary>Ends the call.</summary>
    internal void End()
    {
        admission.End();
        Release(_callCost);
        _callCost = 0;
    }

    private void Add(long bytes)
    {
        _taken += bytes;
        MaxTaken = Math.Max(MaxTaken, _taken);
    }
}
