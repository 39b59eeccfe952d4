using System.Reflection;
using SampleService.Api;
using SampleService.JsonRpc;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace SampleService.Server;

/// <summary>
/// A message of a caller, as StreamJsonRpc carries it about: a request for the one method that is registered, with an id of ours. What
/// the caller sent, and what is answered, are bytes beside it.
/// </summary>
internal sealed class WebSocketCall : JsonRpcRequest, IEventSubscriptions
{
    /// <summary>The method that is registered.</summary>
    public const string Registered = "call";

    private readonly WebSocketConnection _connection;
    private readonly CallBuffersPool _pool;
    private readonly CallBuffers _buffers;
    private EventSubscription? _begun;
    private byte[]? _array;
    private long _reserved;

    /// <param name="bytes">The message.</param>
    /// <param name="number">Its id for StreamJsonRpc.</param>
    /// <param name="info">Where it came from.</param>
    /// <param name="connection">The connection it came on.</param>
    /// <param name="pool">Lends what a call needs.</param>
    public WebSocketCall(ReadOnlyMemory<byte> bytes, long number, RpcRequestInfo info, WebSocketConnection connection, CallBuffersPool pool)
    {
        _connection = connection;
        (Method, Version, Bytes, Number, Info) = (Registered, "2.0", bytes, number, info);
        (_pool, _buffers) = (pool, pool.Get());
    }

    /// <summary>The message as it was sent.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public long Number { get; }

    /// <summary>Where it came from.</summary>
    public RpcRequestInfo Info { get; }

    /// <summary>The message, once it is read.</summary>
    public GatewayMessage Message { get; private set; } = null!;

    /// <summary>What the call may cost.</summary>
    public Allowance Allowance => _buffers.Allowance;

    /// <summary>The answer; empty for none.</summary>
    public Json.JsonOutput Output => _buffers.Output;

    /// <summary>What takes the call back, once StreamJsonRpc has made it.</summary>
    public CancellationTokenSource? Cancellation { get; set; }

    /// <summary>Whether the caller may use its id for another call: the answer is ready.</summary>
    public bool IsIdFree { get; set; }

    /// <summary>Whether it is refused: there are as many calls as there may be, and none has ended while it waited.</summary>
    public bool IsBusy { get; set; }

    /// <summary>Whether a process that stops waits for its end.</summary>
    public bool IsAwaited { get; set; }

    /// <summary>The method that is registered takes the call itself.</summary>
    public override int ArgumentCount => 1;

    public override ArgumentMatchResult TryGetTypedArguments(
        ReadOnlySpan<ParameterInfo> parameters, ReadOnlySpan<string?> parameterNames, Span<object?> typedArguments)
    {
        typedArguments[0] = this;
        return ArgumentMatchResult.Success;
    }

    /// <summary>From now on it holds the array with its bytes, and what was taken for that.</summary>
    public void Take(byte[] array, long reserved)
    {
        _array = array;
        _reserved = reserved;
        // The reader has just given so much back.
        Allowance.Reserve(reserved);
    }

    /// <summary>It has been read: whether StreamJsonRpc is to answer it follows from that.</summary>
    public void Take(GatewayMessage message)
    {
        Message = message;
        RequestId = message.IsNotification ? RequestId.NotSpecified : new RequestId(Number);
    }

    /// <summary>The answer waits to be sent, and is counted as long as it does; the output counts a long one itself.</summary>
    public void CountAnswer()
    {
        if (Output.Length > Allowance.MaxUncountedBody)
            return;
        Allowance.Reserve(Output.Length);
        _reserved += Output.Length;
    }

    string IEventSubscriptions.Add(NewEventSubscription subscription) => (_begun = _connection.Subscriptions.Add(subscription)).Name;

    bool IEventSubscriptions.Remove(string name) => _connection.Subscriptions.Remove(name);

    /// <summary>Gives everything back. Neither the message nor the answer may be used afterwards.</summary>
    public void Release(LargeRequestMemory memory)
    {
        Message?.Dispose();
        BodyArrays.Return(_array);
        _array = null;
        Output.Clear();
        Allowance.Release(_reserved);
        memory.Ended(Allowance.MaxTaken);
        _pool.Return(_buffers);
        // The caller has its name by now.
        if (_begun is not null)
            _connection.Begin(_begun);
    }
}
