using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using SampleService.JsonRpc;
using Engine = StreamJsonRpc.JsonRpc;

namespace SampleService.Server;

/// <summary>One WebSocket: its calls run side by side, and each is what a request to the gateway door is (docs/gateway.md).</summary>
internal sealed partial class WebSocketConnection : IDisposable
{
    /// <summary>How long calls that are under way when the process stops may take.</summary>
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(20);

    /// <summary>What StreamJsonRpc has to tell would repeat what the log has, and what callers sent.</summary>
    private static readonly TraceSource Quiet = new(nameof(WebSocketConnection), SourceLevels.Off);

    private readonly WebSocketParts _parts;
    private readonly RpcRequestInfo _handshake;
    private readonly IPAddress? _address;
    private readonly WebSocketClosing _closing;
    private readonly CallsUnderWay _calls = new();
    private readonly BoundedMessageHandler _handler;
    private readonly CancellationTokenSource _gone = new();
    private long _number;

    /// <param name="socket">The connection.</param>
    /// <param name="caller">Who is at the other end.</param>
    /// <param name="handshake">Where it came from.</param>
    /// <param name="address">The address of the connection itself.</param>
    /// <param name="parts">What all connections share.</param>
    public WebSocketConnection(
        WebSocket socket, WebSocketCaller caller, RpcRequestInfo handshake, IPAddress? address, WebSocketParts parts)
    {
        (Caller, _handshake, _address, _parts) = (caller, handshake, address, parts);
        _closing = new WebSocketClosing(
            socket, parts.Clock, why => Closes(parts.Log, caller.User, handshake.Address, why.Code, why.Reason));
        var allowance = new Allowance(parts.Admission);
        allowance.Open(address);
        allowance.Confirm(caller.User);
        var reader = new MessageReader(socket, allowance, parts.Limits.RequestBytes, parts.Pace, _closing, parts.Clock);
        _handler = new BoundedMessageHandler(socket, this, reader, _closing, _calls, parts.Options, parts.Clock);
        Subscriptions = new EventSubscriptions(this, parts);
    }

    public WebSocketCaller Caller { get; }

    /// <summary>What its peer is told of.</summary>
    public EventSubscriptions Subscriptions { get; }

    /// <summary>Carries out calls until the peer, or this process, ends it.</summary>
    public async Task RunAsync()
    {
        using var rpc = new Engine(_handler)
        {
            CancellationStrategy = _calls,
            CancelLocallyInvokedMethodsWhenConnectionIsClosed = true,
            TraceSource = Quiet,
            SynchronizationContext = _parts.Work,
        };
        rpc.AddLocalRpcMethod(WebSocketCall.Registered, CallAsync);
        rpc.StartListening();
        await rpc.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Whoever takes leave in good order still wants what needs no answer.
        if (_closing.Why is not null || rpc.Completion.IsFaulted)
            await _gone.CancelAsync();
        await rpc.DispatchCompletion;
        foreach (var call in _calls.EndAll())
            Release(call);
        Subscriptions.RemoveAll();
        await EndAsync(rpc.Completion.Exception?.InnerException);
    }

    /// <summary>Begins a subscription.</summary>
    public void Begin(EventSubscription subscription) => _ = _parts.Work.RunAsync(() => TellAsync(subscription));

    /// <summary>Sends a notification; returns when the connection has taken it.</summary>
    public ValueTask TellAsync(EventNotification notification, CancellationToken cancellation) => _handler.WriteAsync(notification, cancellation);

    /// <summary>The caller may not call any more, the process stops, or the like.</summary>
    public void Close(WebSocketClose why) => _closing.Begin(why);

    /// <summary>Closes it when the calls that are under way have been answered, or after a bound.</summary>
    public async Task DrainAsync()
    {
        await _calls.WhenEarlierEndedAsync().WaitAsync(DrainTime, _parts.Clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Close(WebSocketClose.Stopping);
    }

    /// <summary>A message has arrived.</summary>
    public WebSocketCall BeginCall(ReadOnlyMemory<byte> message)
    {
        var info = _handshake with { CallId = _parts.Ids.Next(), Arrived = _parts.Clock.GetTimestamp() };
        var call = new WebSocketCall(message, ++_number, info, this, _parts.Buffers);
        call.Allowance.Open(_address);
        call.Allowance.Confirm(Caller.User);
        return call;
    }

    /// <summary>Finds out what a message is.</summary>
    /// <param name="call">The message.</param>
    /// <param name="isTaken">Whether there was room for it.</param>
    public async ValueTask ReadAsync(WebSocketCall call, bool isTaken) => call.Take(
        isTaken
            ? await _parts.Messages.ReadAsync(call.Bytes, call.Info, call.Allowance, _gone.Token)
            : GatewayMessages.NotTaken(RpcError.Busy));

    /// <summary>Writes the answer to a message. Never throws: whatever happens becomes an answer, or the end of the connection.</summary>
    public async ValueTask AnswerAsync(WebSocketCall call, CancellationToken cancellation)
    {
        try
        {
            var judged = await Caller.JudgeAsync(isUse: true, call.Info.CallId, cancellation);
            if (judged.Refusal is { } refusal)
            {
                _parts.Dispatcher.Complete(call.Info, OutcomeCodes.TokenRefused);
                Close(WebSocketClose.Unauthorized(refusal));
                return;
            }

            if (call.IsBusy)
            {
                _parts.Messages.Refuse(call.Message, RpcError.Busy, call.Info, call.Output);
                return;
            }

            await _parts.Messages.AnswerAsync(
                call.Message, call.Info with { Identity = judged.Identity, Connection = call }, call.Allowance, call.Output, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _parts.Messages.Refuse(call.Message, RpcError.Cancelled, call.Info, call.Output);
        }
        catch (Exception e)
        {
            _parts.Messages.Refuse(call.Message, e, call.Info, call.Output);
        }
    }

    /// <summary>Gives back what a message has taken.</summary>
    public void Release(WebSocketCall call) => call.Release(_parts.Memory);

    public void Dispose()
    {
        _closing.Dispose();
        _gone.Dispose();
    }

    /// <summary>The method that StreamJsonRpc calls for every message.</summary>
    private async Task<WebSocketCall> CallAsync(WebSocketCall call, CancellationToken cancellation)
    {
        using var span = JsonRpcInstruments.BeginCall(call.Info.CallId);
        if (call.IsResponseExpected)
        {
            await AnswerAsync(call, cancellation);
            _handler.Announce(call);
            return call;
        }

        await AnswerAsync(call, _gone.Token);
        _handler.End(call);
        return call;
    }

    private async Task TellAsync(EventSubscription subscription)
    {
        try
        {
            await subscription.RunAsync(_closing.Begun);
        }
        catch (Exception e) when (e is ObjectDisposedException or OperationCanceledException)
        {
            // The connection has ended.
        }
        catch (Exception e)
        {
            Failed(_parts.Log, e, Caller.User, _handshake.Address);
            Close(WebSocketClose.Failed);
        }
        finally
        {
            Subscriptions.Remove(subscription.Name);
            subscription.Dispose();
        }
    }

    private async Task EndAsync(Exception? failure)
    {
        // When the service has closed it, the peer's answer to that, or the cut after a while, is what it ended with.
        if (_closing.Why is not null)
            return;
        // The peer has taken its leave, and hears that it may go.
        if (failure is null)
            await _closing.AnswerAsync();
        else if (failure is not (WebSocketException or OperationCanceledException or IOException))
            Failed(_parts.Log, failure, Caller.User, _handshake.Address);
    }

    [LoggerMessage(1310, LogLevel.Information, "A WebSocket of {User} from {Address} is closed with {Code}: {Reason}")]
    private static partial void Closes(ILogger log, string user, string address, int code, string reason);

    [LoggerMessage(1311, LogLevel.Error, "A WebSocket of {User} from {Address} failed unexpectedly")]
    private static partial void Failed(ILogger log, Exception failure, string user, string address);
}
