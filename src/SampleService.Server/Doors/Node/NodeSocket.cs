using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace SampleService.Server;

/// <summary>
/// The Unix socket with its lock: a second process that finds the lock held leaves the socket alone, and what a dead process left is
/// replaced. The operating system gives the lock back when the process ends, however it ends.
/// </summary>
internal sealed class NodeSocket : IDisposable
{
    private const UnixFileMode Restricted = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode Open = Restricted
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(1);

    private readonly NodeSocketLock _lock;

    private NodeSocket(NodeSocketLock held, IConnectionListener listener) => (_lock, Listener) = (held, listener);

    /// <summary>Takes connections.</summary>
    public IConnectionListener Listener { get; }

    /// <summary>Makes the socket.</summary>
    /// <exception cref="NodeSocketInUseException">Another process has it.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be made.</exception>
    /// <exception cref="SocketException">It cannot be made.</exception>
    public static async Task<NodeSocket> OpenAsync(string path, NodeOptions options, ILoggerFactory logging)
    {
        var held = NodeSocketLock.Take(path + ".lock", Restricted);
        try
        {
            await RemoveStaleAsync(path);
            var transport = new SocketTransportFactory(
                Options.Create(new SocketTransportOptions
                {
                    CreateBoundListenSocket = endpoint => Bind((UnixDomainSocketEndPoint)endpoint, path, options.Restricted),
                    // A message is read where the transport has it, so there has to be room for one and the beginning of the next.
                    MaxReadBufferSize = Math.Max(1 << 20, 2L * options.MaxMessageBytes),
                }),
                logging);
            return new NodeSocket(held, await transport.BindAsync(new UnixDomainSocketEndPoint(path)));
        }
        catch
        {
            held.Undo();
            throw;
        }
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>The same, and nothing is left that was not there before.</summary>
    public void Undo() => _lock.Undo();

    /// <summary>Nobody can connect before the transport listens, and by then the socket has its mode.</summary>
    private static Socket Bind(UnixDomainSocketEndPoint endpoint, string path, bool isRestricted)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(endpoint);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, isRestricted ? Restricted : Open);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Only under the lock, since a server of ours may still make its socket otherwise. The lock tells nothing of other programs: what
    /// somebody listens on is left alone.
    /// </summary>
    private static async Task RemoveStaleAsync(string path)
    {
        if (!Path.Exists(path))
            return;
        if (!SocketFile.IsSocket(path))
            throw new IOException("there is something that is no socket");
        if (!await IsDeadAsync(path))
            throw new IOException("another program listens there");
        File.Delete(path);
    }

    /// <summary>Whether nobody has the socket any more: the system refuses to connect, and nothing else says so.</summary>
    private static async Task<bool> IsDeadAsync(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        // A program that takes no connections may have so many waiting that one more waits too.
        using var patience = new CancellationTokenSource(ConnectTime);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), patience.Token);
            return false;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.ConnectionRefused;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
