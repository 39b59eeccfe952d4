using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace SampleService.Client;

/// <summary>A connection over which calls are made by StreamJsonRpc, until it is closed by either side.</summary>
internal sealed class RpcConnection : IDisposable
{
    /// <summary>How long sending the closing frame may take.</summary>
    private static readonly TimeSpan Leave = TimeSpan.FromSeconds(1);

    private readonly Engine _engine;
    private readonly IDisposable _carrier;
    private readonly Func<RpcFault, SampleServiceException> _translate;
    private readonly EventNotices _notices = new();
    private volatile bool _isClosed;

    /// <param name="handler">Frames the messages.</param>
    /// <param name="carrier">What the connection is made of; closing it ends all calls.</param>
    /// <param name="translate">Makes exceptions of the errors of the door.</param>
    public RpcConnection(IJsonRpcMessageHandler handler, IDisposable carrier, Func<RpcFault, SampleServiceException> translate)
    {
        (_carrier, _translate) = (carrier, translate);
        _engine = new Engine(handler);
        _engine.Disconnected += (_, _) => Close();
        _notices.AddTo(_engine);
        _engine.StartListening();
    }

    /// <summary>Whether calls can be made. It is false before the calls that have lost the connection hear of it.</summary>
    public bool IsOpen => !_isClosed;

    /// <summary>Calls a method. Cancelling asks the service to end the call, and waits for its answer.</summary>
    /// <exception cref="SampleServiceException">The service refused it.</exception>
    /// <exception cref="OutcomeUnknownException">The connection was lost.</exception>
    public async Task<JsonElement> CallAsync(string method, JsonElement? parameters, CancellationToken cancellationToken)
    {
        object?[] arguments = parameters is { } argument ? [argument] : [];
        try
        {
            return await _engine.InvokeWithCancellationAsync<JsonElement>(method, arguments, cancellationToken).ConfigureAwait(false);
        }
        catch (RemoteRpcException e) when (e.ErrorCode is { } code)
        {
            throw _translate(new RpcFault((int)code, e.Message, e.DeserializedErrorData as JsonElement?));
        }
        catch (Exception e) when (e is RemoteRpcException or IOException or WebSocketException or ObjectDisposedException)
        {
            throw new OutcomeUnknownException(
                "The connection was lost while the call was under way" + Farewell(), _engine.Orphan is { } fault ? _translate(fault) : e);
        }
    }

    /// <summary>Subscribes to events. The subscription ends with the connection, or when it is disposed of.</summary>
    public async Task<EventSubscription> SubscribeAsync(JsonElement parameters, CancellationToken cancellationToken)
    {
        var answer = await CallAsync("Events.subscribe", parameters, cancellationToken).ConfigureAwait(false);
        var name = answer.GetProperty("subscription").GetString()!;
        return new EventSubscription(
            answer.GetProperty("position").GetInt64(), _notices.Of(name), () => UnsubscribeAsync(name));
    }

    private async Task UnsubscribeAsync(string name)
    {
        _notices.Forget(name);
        try
        {
            await CallAsync("Events.unsubscribe", EventNotices.NameOnly(name), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SampleServiceException or OutcomeUnknownException)
        {
            // It has ended already.
        }
    }

    /// <summary>Takes leave of the peer where that is quick, and ends all calls.</summary>
    public async Task CloseAsync()
    {
        if (_carrier is WebSocket { State: WebSocketState.Open } socket)
        {
            using var bound = new CancellationTokenSource(Leave);
            try
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, bound.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or InvalidOperationException)
            {
                // The peer is gone, or takes nothing: it finds the connection closed.
            }
        }

        Dispose();
    }

    public void Dispose()
    {
        Close();
        _engine.Dispose();
    }

    private void Close()
    {
        _isClosed = true;
        _notices.End();
        _carrier.Dispose();
    }

    /// <summary>Why the service has closed the connection, where it says so.</summary>
    private string Farewell() =>
        _carrier is WebSocket { CloseStatus: { } code } socket ? $": the service closed it with {(int)code} {socket.CloseStatusDescription}" : "";

    /// <summary>StreamJsonRpc, which leaves numbers and data of errors as they are: the doors have meanings of their own for them.</summary>
    private sealed class Engine : JsonRpc
    {
        public Engine(IJsonRpcMessageHandler handler)
            : base(handler) => TraceSource.Switch.Level = SourceLevels.Off;

        /// <summary>An error that names no call, which is why the connection then ends; null if there was none.</summary>
        public RpcFault? Orphan { get; private set; }

        protected override Type? GetErrorDetailsDataType(JsonRpcError error) => typeof(JsonElement);

        protected override void OnResponseReceived(JsonRpcMessage message)
        {
            if (message is JsonRpcError { RequestId: { IsNull: true } or { IsEmpty: true }, Error: { } error })
                Orphan = new RpcFault((int)error.Code, error.Message ?? "", null);
            base.OnResponseReceived(message);
        }
    }
}
