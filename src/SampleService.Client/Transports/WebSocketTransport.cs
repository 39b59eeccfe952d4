using System.Net;
using System.Net.WebSockets;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace SampleService.Client;

/// <summary>
/// Calls over one WebSocket, many at a time. When it was closed, because the token has ended, the service has gone or the network has, the
/// next call opens another.
/// </summary>
internal sealed class WebSocketTransport : ITransport
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    private readonly Gateway _gateway;
    private readonly Reaching _reaching;
    private readonly HttpMessageInvoker _http;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _disposed = new();
    private Task<RpcConnection>? _connection;

    /// <param name="gateway">The door.</param>
    /// <param name="reaching">How connections are made.</param>
    public WebSocketTransport(Gateway gateway, Reaching reaching)
    {
        (_gateway, _reaching) = (gateway, reaching);
        _http = new HttpMessageInvoker(new RefusalReader(gateway.Handler), disposeHandler: false);
    }

    public async Task<JsonElement> CallAsync(string method, JsonElement? parameters, CancellationToken cancellationToken) =>
        await (await FindConnectionAsync(cancellationToken).ConfigureAwait(false))
            .CallAsync(method, parameters, cancellationToken).ConfigureAwait(false);

    public async Task<EventSubscription?> SubscribeAsync(JsonElement parameters, CancellationToken cancellationToken) =>
        await (await FindConnectionAsync(cancellationToken).ConfigureAwait(false)).SubscribeAsync(parameters, cancellationToken).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        // Not under the lock: what hears of it may be the caller's, and use the client. Whoever takes the lock later makes no connection.
        await _disposed.CancelAsync().ConfigureAwait(false);
        Task<RpcConnection>? last;
        lock (_gate)
            last = _connection;

        if (last is not null)
        {
            await ((Task)last).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (last.IsCompletedSuccessfully)
                await last.Result.CloseAsync().ConfigureAwait(false);
        }

        _http.Dispose();
        _gateway.Dispose();
    }

    private async Task<RpcConnection> FindConnectionAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ConnectionAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_disposed.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(SampleServiceClient));
        }
    }

    /// <summary>The connection that is open or being made, one for all callers.</summary>
    private Task<RpcConnection> ConnectionAsync()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, typeof(SampleServiceClient));
            if (_connection is null or { IsFaulted: true } or { IsCanceled: true } or { IsCompletedSuccessfully: true, Result.IsOpen: false })
                _connection = _reaching.TryAsync(ConnectAsync, _disposed.Token);
            return _connection;
        }
    }

    private async Task<RpcConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.KeepAliveInterval = KeepAlive;
            socket.Options.KeepAliveTimeout = KeepAlive;
            foreach (var (name, value) in await _gateway.PresentAsync(cancellationToken).ConfigureAwait(false))
                socket.Options.SetRequestHeader(name, value);
            await socket.ConnectAsync(Address(), _http, cancellationToken).ConfigureAwait(false);
            return new RpcConnection(new MessageHandler(socket), socket, GatewayErrors.Translate);
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is not WebSocketException)
                throw;
            if (e.InnerException is SampleServiceException or ServiceUnreachableException)
                ExceptionDispatchInfo.Throw(e.InnerException);
            throw new ServiceUnreachableException($"The service cannot be reached at {Address()}: {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    /// <summary>With the scheme that was given: what says wss is never called in clear text.</summary>
    private Uri Address() => _gateway.AddressOf("ws");

    /// <summary>A call that is cancelled while it is being sent is sent all the same: .NET closes a WebSocket whose sending is cancelled.</summary>
    private sealed class MessageHandler(WebSocket socket) : WebSocketMessageHandler(socket, new SystemTextJsonFormatter())
    {
        protected override ValueTask WriteCoreAsync(JsonRpcMessage content, CancellationToken cancellationToken) =>
            base.WriteCoreAsync(content, CancellationToken.None);
    }

    /// <summary>Reads why a handshake is refused, which the WebSocket of .NET does not show.</summary>
    private sealed class RefusalReader(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.SwitchingProtocols)
                return response;
            using (response)
            {
                var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
                throw GatewayErrors.FindRefusal(response.StatusCode, body) ?? new HttpRequestException($"HTTP status {(int)response.StatusCode}");
            }
        }
    }
}
