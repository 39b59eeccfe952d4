using StreamJsonRpc;

namespace SampleService.Server;

/// <summary>
/// The messages of a connection that are not answered yet. The ids of callers are compared as they were written; StreamJsonRpc has ids
/// of ours, so that of two calls with one id each can still be told from the other.
/// </summary>
internal sealed class CallsUnderWay : ICancellationStrategy
{
    private readonly Lock _gate = new();
    private readonly List<WebSocketCall> _calls = [];
    private readonly TaskCompletionSource _earlierEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _awaited;

    /// <summary>A message is carried out from now on.</summary>
    public void Begin(WebSocketCall call)
    {
        lock (_gate)
        {
            call.Message.IsDuplicate = call.Message.HasId && Find(call.Message.Id) is not null;
            _calls.Add(call);
        }
    }

    /// <summary>Its answer has been sent, or will not be.</summary>
    /// <returns>Whether it was under way.</returns>
    public bool End(WebSocketCall call)
    {
        lock (_gate)
        {
            if (!_calls.Remove(call))
                return false;
            if (call.IsAwaited && --_awaited == 0)
                _earlierEnded.TrySetResult();
            return true;
        }
    }

    /// <summary>Ends all that are left.</summary>
    public WebSocketCall[] EndAll()
    {
        lock (_gate)
        {
            var left = _calls.ToArray();
            _calls.Clear();
            _earlierEnded.TrySetResult();
            return left;
        }
    }

    /// <summary>Takes the call with this id back; one that is not under way is answered already.</summary>
    public void Cancel(ReadOnlySpan<byte> id)
    {
        CancellationTokenSource? cancellation;
        lock (_gate)
            cancellation = Find(id)?.Cancellation;
        // Whoever waits for it may take a while to hear of it: a database has to be told.
        _ = cancellation?.CancelAsync();
    }

    /// <summary>Completes when the answers to all that are under way now have been sent.</summary>
    public Task WhenEarlierEndedAsync()
    {
        lock (_gate)
        {
            _awaited = _calls.Count;
            _calls.ForEach(call => call.IsAwaited = true);
            if (_awaited == 0)
                _earlierEnded.TrySetResult();
        }

        return _earlierEnded.Task;
    }

    public void IncomingRequestStarted(RequestId requestId, CancellationTokenSource cancellationTokenSource)
    {
        lock (_gate)
            if (Find(requestId) is { } call)
                call.Cancellation = cancellationTokenSource;
    }

    /// <summary>The answer is ready: from now on the caller may use the id again.</summary>
    public void IncomingRequestEnded(RequestId requestId)
    {
        lock (_gate)
            if (Find(requestId) is { } call)
                (call.IsIdFree, call.Cancellation) = (true, null);
    }

    // The service calls nobody at the other end.
    public void CancelOutboundRequest(RequestId requestId) => throw new NotSupportedException();

    public void OutboundRequestEnded(RequestId requestId) => throw new NotSupportedException();

    /// <summary>They are few: a connection has a bound.</summary>
    private WebSocketCall? Find(ReadOnlySpan<byte> id)
    {
        foreach (var call in _calls)
            if (!call.IsIdFree && !call.Message.IsDuplicate && call.Message.HasId && call.Message.Id.SequenceEqual(id))
                return call;
        return null;
    }

    private WebSocketCall? Find(RequestId number)
    {
        foreach (var call in _calls)
            if (call.Number == number.Number)
                return call;
        return null;
    }
}
