using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>
/// The Unix socket for operators on the machine (docs/node.md). It is there before anything else is opened, and gone before grains and
/// database are, as the web server is. When the process is told to stop it ends as that does (<see cref="ConnectionDrain"/>).
/// </summary>
internal sealed partial class NodeDoor(
    NodeDoorParts parts, NodeConnections connections, Settings settings, ServiceStart start, ConnectionDrain drain,
    ILoggerFactory logging, ILogger<NodeDoor> log) : IHostedService
{
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<NodeConnection, Task> _open = [];
    private NodeSocket? _socket;
    private string _url = "";
    private Task _accepting = Task.CompletedTask;
    private CancellationTokenRegistration _stopping;
    private long? _loggedAt;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (NodeSocketPath.Find(parts.Options, settings.Storage) is not { } path || await TryOpenAsync(path) is not { } socket)
            return;
        (_socket, _url) = (socket, $"unix:{Path.GetFullPath(path.Path)}");
        _stopping = drain.Refusing.Register(() => _ = socket.Listener.UnbindAsync().AsTask());
        _accepting = AcceptAsync(socket.Listener);
        Listens(log, Path.GetFullPath(path.Path), parts.Options.Restricted ? "restricted" : "open to all users");
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_socket is null)
            return;
        await _stopping.DisposeAsync();
        await _socket.Listener.UnbindAsync(CancellationToken.None);
        await _accepting;
        using (var idle = CancellationTokenSource.CreateLinkedTokenSource(drain.Closing, cancellationToken))
            await Task.Delay(Timeout.InfiniteTimeSpan, idle.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var connection in _open.Keys)
            connection.Stop();
        var ended = Task.WhenAll(_open.Values);
        await ended.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var connection in _open.Keys)
            connection.Abort();
        await ended;
        await _socket.Listener.DisposeAsync();
        if (start.WaitsFor is null)
            _socket.Dispose();
        else
            _socket.Undo();
    }

    private async Task<NodeSocket?> TryOpenAsync(NodeSocketPath path)
    {
        if (path.Fault is not null)
        {
            WithoutSocket(log, Path.GetFullPath(path.Path), path.Fault);
            return null;
        }

        try
        {
            return await NodeSocket.OpenAsync(path.Path, parts.Options, logging);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SocketException)
        {
            var reason = e is UnauthorizedAccessException ? "this user may not write there" : e.Message.Split('\n')[0];
            // Several processes may be given the same settings, so that one has the socket is no reason not to serve.
            if (e is NodeSocketInUseException ? parts.Options.Enabled == true : path.IsInsisted)
                throw new StartException($"There can be no socket {Path.GetFullPath(path.Path)} (settings Node:Enabled, Node:SocketPath): {reason}");
            WithoutSocket(log, Path.GetFullPath(path.Path), reason);
            return null;
        }
    }

    private async Task AcceptAsync(IConnectionListener listener)
    {
        while (await listener.AcceptAsync() is { } connection)
        {
            var peer = PeerCredentials.Find(NodeConnection.SocketOf(connection), parts.Options.User);
            if (connections.TryOpen(peer))
                Serve(connection, peer);
            else
                await RefuseAsync(connection, peer);
        }
    }

    private void Serve(ConnectionContext connection, NodePeer peer)
    {
        var served = new NodeConnection(connection, peer, parts, _url);
        var begun = new TaskCompletionSource();
        _open[served] = RunAsync();
        begun.SetResult();

        async Task RunAsync()
        {
            await begun.Task.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            try
            {
                await drain.CountAsync(served.RunAsync());
            }
            catch (Exception e)
            {
                Failed(log, e, peer.Address);
            }
            finally
            {
                _open.TryRemove(served, out _);
                connections.Close(peer);
                served.Dispose();
            }
        }
    }

    private async Task RefuseAsync(ConnectionContext connection, NodePeer peer)
    {
        if (_loggedAt is not { } at || parts.Clock.GetElapsedTime(at) >= LogInterval)
        {
            _loggedAt = parts.Clock.GetTimestamp();
            Refused(log, peer.Address, connections.Count);
        }

        await connection.DisposeAsync();
    }

    [LoggerMessage(1150, LogLevel.Information, "The socket {Path} for operators is there, {Access}")]
    private static partial void Listens(ILogger log, string path, string access);

    [LoggerMessage(1151, LogLevel.Warning, "There is no socket {Path} for operators: {Reason}. Node:SocketPath chooses another; Node:Enabled=false none")]
    private static partial void WithoutSocket(ILogger log, string path, string reason);

    [LoggerMessage(1152, LogLevel.Warning,
        "A connection of {Address} to the socket was closed: there are {Count}. Of others in these ten seconds there is no line")]
    private static partial void Refused(ILogger log, string address, int count);

    [LoggerMessage(1153, LogLevel.Error, "A connection of {Address} to the socket failed unexpectedly")]
    private static partial void Failed(ILogger log, Exception failure, string address);
}

/// <summary>What all connections of the door share.</summary>
internal sealed record NodeDoorParts(NodeDialect Dialect, NodeOptions Options, Admission Admission, CallIds Ids, TimeProvider Clock);
