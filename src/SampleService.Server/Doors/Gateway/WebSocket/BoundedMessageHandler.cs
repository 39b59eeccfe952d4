using System.Buffers;
using System.Net.WebSockets;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace SampleService.Server;

/// <summary>
/// Reads messages and sends answers within bounds: the size of a message, the calls under way, the bytes that wait to be sent, and the
/// time in which the peer has to take some of them.
/// </summary>
internal sealed class BoundedMessageHandler : MessageHandlerBase
{
    private readonly WebSocket _socket;
    private readonly WebSocketConnection _connection;
    private readonly MessageReader _reader;
    private readonly WebSocketClosing _closing;
    private readonly CallsUnderWay _calls;
    private readonly SemaphoreSlim _slots;
    private readonly ITimer _patience;
    private readonly TimeSpan _slotTime;
    private readonly TimeSpan _sendTime;
    private readonly long _maxWaiting;
    private long _waiting;
    private bool _isFull;

    public BoundedMessageHandler(
        WebSocket socket, WebSocketConnection connection, MessageReader reader, WebSocketClosing closing, CallsUnderWay calls,
        GatewayOptions options, TimeProvider clock)
        : base(new RawMessageFormatter(connection.BeginCall))
    {
        (_socket, _connection, _reader, _closing, _calls) = (socket, connection, reader, closing, calls);
        _slots = new SemaphoreSlim(options.WebSocketCalls);
        // Behind messages that are not read, the answer to a ping is not seen: that must not last until it counts as missing.
        _slotTime = TimeSpan.FromSeconds(options.WebSocketPingSeconds);
        (_sendTime, _maxWaiting) = (TimeSpan.FromSeconds(options.WebSocketSendSeconds), options.WebSocketUnsentBytes);
        _patience = clock.CreateTimer(
            static closing => ((WebSocketClosing)closing!).Begin(WebSocketClose.SlowReader), closing,
            Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    /// <summary>An answer is ready, and waits for its turn. The one that is being sent does not count, so that one may be of any length.</summary>
    public void Announce(WebSocketCall call)
    {
        var length = call.Output.Length;
        call.CountAnswer();
        if (Interlocked.Add(ref _waiting, length) - length > _maxWaiting)
            _closing.Begin(WebSocketClose.SlowReader);
    }

    /// <summary>A message has been answered, or needs no answer: the next one may be read.</summary>
    public void End(WebSocketCall call)
    {
        if (!_calls.End(call))
            return;
        var hasSlot = !call.IsBusy;
        _connection.Release(call);
        if (hasSlot)
            _slots.Release();
    }

    //   MessageReader -> RawMessageFormatter -> GatewayMessages
    //        |
    //        |  a message that takes a call back ends here, so that one can be taken back when there are as many as there may be
    //        v
    //   a slot is free, or was not for too long -> StreamJsonRpc -> WebSocketConnection.CallAsync -> WriteCoreAsync -> the slot is free again
    protected override async ValueTask<JsonRpcMessage?> ReadCoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var status = await _reader.ReadAsync();
                if (status == MessageStatus.End)
                    return null;
                // The reader finds the end of a connection that is being closed.
                if (_closing.Why is not null)
                    continue;
                if (status is MessageStatus.NotText or MessageStatus.TooLarge)
                    _closing.Begin(status == MessageStatus.NotText ? WebSocketClose.NotText : WebSocketClose.TooLarge);
                else if (await BeginAsync(status) is { } call)
                    return call;
            }
        }
        finally
        {
            // Nothing is read any more, or a call was: the socket says which.
            if (_socket.State is not WebSocketState.Open and not WebSocketState.CloseSent)
                _closing.AbortSoon();
        }
    }

    protected override async ValueTask WriteCoreAsync(JsonRpcMessage content, CancellationToken cancellationToken)
    {
        if (content is EventNotification notification)
        {
            await SendAsync([notification.Utf8]);
            return;
        }

        if (content is not JsonRpcResult { Result: WebSocketCall call })
        {
            // It is an error of StreamJsonRpc's, which nobody is to see.
            _closing.Begin(WebSocketClose.Failed);
            return;
        }

        Interlocked.Add(ref _waiting, -call.Output.Length);
        try
        {
            await SendAsync(call.Output.Pieces);
        }
        finally
        {
            End(call);
        }
    }

    protected override ValueTask FlushAsync(CancellationToken cancellationToken) => default;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        _patience.Dispose();
        _reader.Release();
    }

    /// <summary>A message has been read; null if nothing is left to be done for it.</summary>
    private async ValueTask<WebSocketCall?> BeginAsync(MessageStatus status)
    {
        var call = await ReadAsync(status);
        if (call.Message is { IsCancellation: true } message)
        {
            _calls.Cancel(message.CancelledId);
            if (message.IsNotification)
            {
                await _connection.AnswerAsync(call, CancellationToken.None);
                _connection.Release(call);
                return null;
            }
        }

        try
        {
            // When one has waited in vain, those behind it do not wait as well.
            _isFull = !await _slots.WaitAsync(_isFull ? TimeSpan.Zero : _slotTime, _closing.Begun);
            call.IsBusy = _isFull;
        }
        catch (OperationCanceledException)
        {
            _connection.Release(call);
            return null;
        }

        _calls.Begin(call);
        return call;
    }

    private async ValueTask<WebSocketCall> ReadAsync(MessageStatus status)
    {
        if (status == MessageStatus.NoRoom)
            _reader.Release();
        var bytes = _reader.Take(out var array, out var reserved);
        var call = (WebSocketCall)Formatter.Deserialize(new ReadOnlySequence<byte>(bytes));
        call.Take(array, reserved);
        try
        {
            await _connection.ReadAsync(call, isTaken: status == MessageStatus.Complete);
            return call;
        }
        catch
        {
            _connection.Release(call);
            throw;
        }
    }

    /// <summary>Sends a message.</summary>
    private async ValueTask SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        try
        {
            for (var i = 0; i < pieces.Count; i++)
                for (var rest = pieces[i]; !rest.IsEmpty && _closing.Why is null;)
                {
                    var slice = rest[..Math.Min(rest.Length, AnswerSending.MaxSlice)];
                    rest = rest[slice.Length..];
                    await SendAsync(slice, isLast: rest.IsEmpty && i == pieces.Count - 1);
                }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException or IOException)
        {
            // The peer has gone, or the connection is being closed.
            if (_closing.Why is null)
                _socket.Abort();
        }
    }

    private ValueTask SendAsync(ReadOnlyMemory<byte> slice, bool isLast)
    {
        var sending = _socket.SendAsync(slice, WebSocketMessageType.Text, isLast, CancellationToken.None);
        return sending.IsCompletedSuccessfully ? sending : AwaitAsync(sending);
    }

    /// <summary>Watches the time only where the peer has to be waited for.</summary>
    private async ValueTask AwaitAsync(ValueTask sending)
    {
        _patience.Change(_sendTime, Timeout.InfiniteTimeSpan);
        try
        {
            await sending;
        }
        finally
        {
            _patience.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
