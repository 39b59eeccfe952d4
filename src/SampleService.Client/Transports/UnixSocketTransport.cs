using System.Net.Sockets;
using System.Text.Json;
using StreamJsonRpc;

namespace SampleService.Client;

/// <summary>
/// Calls over the Unix socket of a process. The service answers the messages of a connection one after the other, and a call is ended by
/// closing its connection; so each call under way has a connection of its own.
/// </summary>
internal sealed class UnixSocketTransport : ITransport
{
    private readonly UnixDomainSocketEndPoint _address;
    private readonly Reaching _reaching;
    private readonly SemaphoreSlim _room;
    private readonly Lock _gate = new();
    private readonly Stack<RpcConnection> _idle = [];
    private readonly HashSet<RpcConnection> _busy = [];
    private bool _isDisposed;

    /// <param name="path">Where the socket is.</param>
    /// <param name="connections">How many connections there are at most.</param>
    /// <param name="reaching">How connections are made.</param>
    public UnixSocketTransport(string path, int connections, Reaching reaching)
    {
        _address = new UnixDomainSocketEndPoint(path);
        _room = new SemaphoreSlim(connections);
        _reaching = reaching;
    }

    public async Task<JsonElement> CallAsync(string method, JsonElement? parameters, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var connection = TakeIdle() ?? Keep(await _reaching.TryAsync(ConnectAsync, cancellationToken).ConfigureAwait(false));
            try
            {
                return await CallAsync(connection, method, parameters, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                GiveBack(connection);
            }
        }
        finally
        {
            _room.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isDisposed = true;
            foreach (var connection in _idle.Concat(_busy))
                connection.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private static async Task<JsonElement> CallAsync(RpcConnection connection, string method, JsonElement? parameters, CancellationToken cancellationToken)
    {
        await using var closing = cancellationToken.UnsafeRegister(static connection => ((RpcConnection)connection!).Dispose(), connection);
        try
        {
            return await connection.CallAsync(method, parameters, CancellationToken.None).ConfigureAwait(false);
        }
        catch (OutcomeUnknownException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The call was cancelled while it was under way", e, cancellationToken);
        }
    }

    private async Task<RpcConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(_address, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new ServiceUnreachableException($"There is nobody at the socket {_address}", e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var stream = new NetworkStream(socket, ownsSocket: true);
        var handler = new NewLineDelimitedMessageHandler(stream, stream, new SystemTextJsonFormatter()) { NewLine = NewLineDelimitedMessageHandler.NewLineStyle.Lf };
        return new RpcConnection(handler, stream, NodeErrors.Translate);
    }

    private RpcConnection? TakeIdle()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(SampleServiceClient));
            while (_idle.TryPop(out var connection))
                if (connection.IsOpen && _busy.Add(connection))
                    return connection;
            return null;
        }
    }

    private RpcConnection Keep(RpcConnection connection)
    {
        lock (_gate)
        {
            if (!_isDisposed && _busy.Add(connection))
                return connection;
        }

        connection.Dispose();
        throw new ObjectDisposedException(nameof(SampleServiceClient));
    }

    private void GiveBack(RpcConnection connection)
    {
        lock (_gate)
        {
            _busy.Remove(connection);
            if (connection.IsOpen)
                _idle.Push(connection);
        }
    }
}
