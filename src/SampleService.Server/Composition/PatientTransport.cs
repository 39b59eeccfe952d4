using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace SampleService.Server;

/// <summary>
/// Accepts connections over sockets as Kestrel's own transport does, except that it waits when the process, or the machine, has no
/// more files: Kestrel's tries again at once, for ever, and says nothing.
/// </summary>
internal sealed class PatientTransport(IOptions<SocketTransportOptions> options, ILoggerFactory logs, TimeProvider clock) : IConnectionListenerFactory
{
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        Socket socket;
        try
        {
            socket = options.Value.CreateBoundListenSocket(endpoint);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new AddressInUseException(e.Message, e);
        }

        socket.Listen(options.Value.Backlog);
        return new(new PatientListener(socket, options.Value, logs, clock));
    }
}

/// <summary>One address that is listened on.</summary>
internal sealed partial class PatientListener(Socket listening, SocketTransportOptions options, ILoggerFactory logs, TimeProvider clock)
    : IConnectionListener
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    private readonly SocketConnectionContextFactory _connections =
        new(
            new SocketConnectionFactoryOptions
            {
                IOQueueCount = options.IOQueueCount,
                MaxReadBufferSize = options.MaxReadBufferSize,
                MaxWriteBufferSize = options.MaxWriteBufferSize,
                WaitForDataBeforeAllocatingBuffer = options.WaitForDataBeforeAllocatingBuffer,
                UnsafePreferInlineScheduling = options.UnsafePreferInlineScheduling,
            },
            logs.CreateLogger(typeof(SocketConnectionContextFactory).FullName!));

    private readonly ILogger _log = logs.CreateLogger<PatientListener>();
    private long? _loggedAt;

    public EndPoint EndPoint { get; } = listening.LocalEndPoint!;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                var accepted = await listening.AcceptAsync(cancellationToken);
                if (accepted.LocalEndPoint is IPEndPoint)
                    accepted.NoDelay = options.NoDelay;
                return _connections.Create(accepted);
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return null;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
            {
                // The caller went before it was accepted.
            }
            catch (SocketException e)
            {
                if (_loggedAt is not { } at || clock.GetElapsedTime(at) >= LogInterval)
                {
                    _loggedAt = clock.GetTimestamp();
                    CannotAccept(_log, EndPoint, e.SocketErrorCode);
                }

                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        listening.Dispose();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        listening.Dispose();
        _connections.Dispose();
        return ValueTask.CompletedTask;
    }

    [LoggerMessage(1131, LogLevel.Error, "Connections to {Address} wait, since none can be accepted: {Error}")]
    private static partial void CannotAccept(ILogger log, EndPoint address, SocketError error);
}
