using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using SampleService.Json;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>One connection to the socket: messages are answered one after the other, in their order.</summary>
internal sealed class NodeConnection : INodeCaller, IDisposable
{
    private static readonly Func<object, bool> IsLocal = static _ => true;
    private static readonly Func<object, string> ServiceUrl = static connection => ((NodeConnection)connection)._url;

    /// <summary>Who does not take an answer in this time is taken for gone.</summary>
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(200);

    private readonly ConnectionContext _connection;
    private readonly Socket? _socket;
    private readonly NodeDialect _dialect;
    private readonly CallIds _ids;
    private readonly TimeProvider _clock;
    private readonly string _url;
    private readonly MessageFraming _framing;
    private readonly Allowance _allowance;
    private readonly JsonOutput _output;
    private readonly CancellationTokenSource _gone = new();
    private readonly TimeSpan _idleTime;
    private volatile bool _isStopping;
    private volatile bool _isIdle;

    /// <param name="connection">The connection.</param>
    /// <param name="peer">Who is at the other end.</param>
    /// <param name="door">What all connections share.</param>
    /// <param name="url">The address of the socket.</param>
    public NodeConnection(ConnectionContext connection, NodePeer peer, NodeDoorParts door, string url)
    {
        (_connection, Peer, _url) = (connection, peer, url);
        _socket = SocketOf(connection);
        (_dialect, _ids, _clock) = (door.Dialect, door.Ids, door.Clock);
        _idleTime = TimeSpan.FromSeconds(door.Options.IdleSeconds);
        _framing = new MessageFraming(door.Options.MaxMessageBytes);
        _allowance = new Allowance(door.Admission);
        _output = new JsonOutput(_allowance);
    }

    public NodePeer Peer { get; }

    /// <summary>The socket of a connection; null where the transport does not give it.</summary>
    public static Socket? SocketOf(ConnectionContext connection) => connection.Features.Get<IConnectionSocketFeature>()?.Socket;

    public RpcRequestInfo BeginCall() =>
        new(null, Peer.Address, new ConnectionOrigin(this, IsLocal, ServiceUrl), _ids.Next(), _clock.GetTimestamp())
        {
            Door = JsonRpc.Doors.Node,
            Identity = Peer.Identity,
        };

    public async ValueTask SendAsync(JsonOutput answer)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        limit.CancelAfter(SendTimeout);
        await answer.SendAsync(_connection.Transport.Output, limit.Token);
    }

    /// <summary>Answers messages until the peer, or this process, ends it.</summary>
    public async Task RunAsync()
    {
        using var ended = new CancellationTokenSource();
        var watch = WatchAsync(ended.Token);
        try
        {
            await AnswerAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The peer has gone, or takes nothing. The log has the call with its outcome.
            _connection.Abort(new ConnectionAbortedException("The peer has gone."));
        }
        finally
        {
            await ended.CancelAsync();
            await watch;
            await CloseAsync();
        }
    }

    /// <summary>Ends it after the message under way.</summary>
    public void Stop()
    {
        _isStopping = true;
        _connection.Transport.Input.CancelPendingRead();
    }

    /// <summary>Ends it at once, and the call under way.</summary>
    public void Abort()
    {
        _gone.Cancel();
        _connection.Abort(new ConnectionAbortedException("The server stops."));
    }

    public void Dispose()
    {
        _output.Dispose();
        _gone.Dispose();
    }

    private async Task AnswerAsync()
    {
        var input = _connection.Transport.Input;
        await using var idle = _clock.CreateTimer(_ => EndIdle(input), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        while (!_isStopping)
        {
            idle.Change(_idleTime, Timeout.InfiniteTimeSpan);
            var read = await input.ReadAsync();
            idle.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            if (_isIdle && read.IsCanceled)
                return;
            var buffer = read.Buffer;
            var status = FramingStatus.Incomplete;
            while (!_isStopping && (status = _framing.Read(ref buffer, read.IsCompleted, out var message)) == FramingStatus.Message)
                if (!await HandleAsync(message))
                    _framing.SkipLine(message.Length);
            input.AdvanceTo(buffer.Start, buffer.End);
            if (status == FramingStatus.TooLarge)
                _dialect.RefuseTooLarge(this);
            if (status is FramingStatus.TooLarge or FramingStatus.End)
                return;
        }
    }

    private void EndIdle(PipeReader input)
    {
        _isIdle = true;
        input.CancelPendingRead();
    }

    /// <returns>Whether the message was JSON.</returns>
    private async ValueTask<bool> HandleAsync(ReadOnlySequence<byte> message)
    {
        _allowance.Open(null);
        if (Peer.Identity.User is { } user)
            _allowance.Confirm(user);
        if (message.IsSingleSegment)
            return await HandleAsync(message.First);
        var rented = ArrayPool<byte>.Shared.Rent((int)message.Length);
        try
        {
            message.CopyTo(rented);
            return await HandleAsync(rented.AsMemory(0, (int)message.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private async ValueTask<bool> HandleAsync(ReadOnlyMemory<byte> message)
    {
        try
        {
            return await _dialect.HandleAsync(message, this, _allowance, _output, _gone.Token);
        }
        finally
        {
            _output.Clear();
        }
    }

    /// <summary>
    /// Cancels the call under way when the peer has gone. One that has only ended its own side still waits for its answer, so the
    /// operating system is asked: to send nothing fails once nobody can read.
    /// </summary>
    private async Task WatchAsync(CancellationToken ended)
    {
        using var halfClosed = CancellationTokenSource.CreateLinkedTokenSource(ended, _connection.ConnectionClosed);
        await Task.Delay(Timeout.InfiniteTimeSpan, halfClosed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!ended.IsCancellationRequested)
        {
            if (!CanSend())
            {
                await _gone.CancelAsync();
                return;
            }

            await Task.Delay(WatchInterval, _clock, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool CanSend()
    {
        try
        {
            _socket?.Send(ReadOnlySpan<byte>.Empty);
            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>What was answered is still sent, unless the peer does not take it.</summary>
    private async Task CloseAsync()
    {
        await _connection.Transport.Output.CompleteAsync();
        await _connection.Transport.Input.CompleteAsync();
        using var limit = new CancellationTokenSource(SendTimeout);
        await using var abort = limit.Token.Register(() => _connection.Abort(new ConnectionAbortedException("The peer takes nothing.")));
        await _connection.DisposeAsync();
    }
}
