using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>
/// The calls of a batch. Several run at a time, as far as there is room for them, begun in their order; the answers stand in that order
/// too. Calls that need not wait for anything run one after the other, and their answers are written where they belong at once.
/// </summary>
internal sealed class GatewayBatch(
    Dispatcher dispatcher, List<JsonValue> calls, GatewayRequest shared, RpcRequestInfo request, Allowance allowance, JsonOutput output,
    CancellationToken cancellation)
{
    /// <summary>So many calls of a batch wait for something at a time: others have calls too.</summary>
    private const int MaxRunning = 8;

    private readonly Lock _gate = new();
    private readonly Stack<int> _handedBack = [];
    private readonly Dictionary<int, byte[]> _early = [];
    private int _next;
    private int _running;
    private int _written;
    private bool _isAnswered;
    private bool _isMet;
    private PlatformState? _refusedBy;

    //   first runner    call 0 ........ call 2 . call 3 ...      always goes on: where there is no room, a call is refused
    //   other runners      call 1 ..... no room: call 4 is handed back, and this one ends
    //
    //   answers         0 1 | 3 is early: it is kept, and counted, until 2 is there
    /// <summary>Carries the calls out and writes the list of their answers; nothing if none is to be answered.</summary>
    public async ValueTask<GatewayReply> RunAsync()
    {
        // What there is no room for is found out before an answer is written: none may break off in its middle.
        output.IsLetThrough = true;
        try
        {
            var running = new List<Task>();
            while (running.Count < MaxRunning && TryJoin())
                running.Add(RunSomeAsync());
            await Task.WhenAll(running);
            if (_isAnswered)
                output.Raw("]"u8);
            return new GatewayReply(NeedsToken: false, _isMet ? null : _refusedBy);
        }
        finally
        {
            output.IsLetThrough = false;
            foreach (var kept in _early.Values)
                allowance.Release(kept.Length);
        }
    }

    private bool TryJoin()
    {
        lock (_gate)
        {
            // A call that was handed back says that one runner more would find no room.
            if (_next == calls.Count || _handedBack.Count > 0)
                return false;
            _running++;
            return true;
        }
    }

    private async Task RunSomeAsync()
    {
        var own = allowance.Fork();
        using var answer = new JsonOutput(own);
        while (TryTakeNext(out var index))
        {
            var begun = dispatcher.BeginOneOf(request, index + 1);
            var call = new GatewayCall(calls[index], shared with { CallId = begun.CallId });
            var length = calls[index].Raw.Length;
            if (call.Method is { IsAlwaysAdmitted: false } method && !own.TryHold(method.Shares, length) && TryHandBack(index))
                return;
            var outcome = await dispatcher.DispatchAsync(call, null, length, begun, own, answer, cancellation);
            own.ReleaseHold();
            lock (_gate)
                Take(index, call, outcome, answer);
            answer.Clear();
        }
    }

    private bool TryTakeNext(out int index)
    {
        lock (_gate)
        {
            if (_handedBack.TryPop(out index))
                return true;
            index = _next;
            if (index == calls.Count)
            {
                _running--;
                return false;
            }

            _next++;
            return true;
        }
    }

    /// <summary>Leaves a call to the other runners; the last one has nobody to leave it to.</summary>
    private bool TryHandBack(int index)
    {
        lock (_gate)
        {
            if (_running == 1)
                return false;
            _running--;
            _handedBack.Push(index);
            return true;
        }
    }

    /// <summary>
    /// Writes an answer if it is the turn of it, and those that waited for it; else keeps it. An answer that there is no room for is
    /// replaced by a refusal, unless something was changed: whoever wanted that has to be told. Nor is one that no state refuses.
    /// </summary>
    private void Take(int index, GatewayCall call, RpcOutcome outcome, JsonOutput answer)
    {
        if (call.Method is { } method && !outcome.IsError && Dispatcher.IsLetThrough(method.Effect, allowance, request.Door))
            allowance.Reserve(answer.Length);
        else if (!allowance.TryReserve(answer.Length))
            outcome = Replace(call, answer);
        if (outcome.State is { } state)
            _refusedBy = state;
        else
            _isMet = true;
        if (index != _written)
        {
            _early[index] = answer.ToArray();
            return;
        }

        Begin(answer.Length);
        foreach (var piece in answer.Pieces)
            output.Raw(piece.Span);
        for (_written++; _early.Remove(_written, out var kept); _written++)
        {
            Begin(kept.Length);
            output.Raw(kept);
        }
    }

    private RpcOutcome Replace(GatewayCall call, JsonOutput answer)
    {
        var told = Dispatcher.Refuse(call, RpcError.Busy, answer);
        allowance.Reserve(answer.Length);
        return RpcOutcome.Of(told);
    }

    /// <summary>What stands before an answer, unless it is that of a notification. From here on the output counts the answer.</summary>
    private void Begin(long length)
    {
        allowance.Release(length);
        if (length == 0)
            return;
        output.Raw(_isAnswered ? ","u8 : "["u8);
        _isAnswered = true;
    }
}
