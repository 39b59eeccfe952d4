using System.Net.Sockets;

namespace SampleService.Cli;

/// <summary>
/// The Unix socket of a process on this machine. Each message has a connection of its own, whose end is the end of the answer.
/// </summary>
/// <param name="paths">Where the socket may be; the first that is there counts.</param>
internal sealed class SocketTransport(IReadOnlyList<string> paths) : ITransport
{
    /// <summary>The default of <c>Node:MaxMessageBytes</c>.</summary>
    private const int UsualLimit = 96_000;

    public const string NoAnswer = "The server has ended the connection without an answer. It may be stopping, or have too many connections; try again.";

    public bool IsNode => true;

    public async Task<TransportAnswer> AskAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        using var socket = await ConnectAsync(cancellation);
        using var answer = new MemoryStream();
        try
        {
            using var stream = new NetworkStream(socket);
            await stream.WriteAsync(message, cancellation);
            socket.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(answer, cancellation);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw Closed(message.Length);
        }

        // A server that does not take a message ends the connection.
        return answer.Length > 0 || message.Length <= UsualLimit ? new TransportAnswer(answer.ToArray()) : throw Closed(message.Length);
    }

    public void Dispose()
    {
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellation)
    {
        foreach (var path in paths)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
                return socket;
            }
            catch (Exception e)
            {
                socket.Dispose();
                if (Failure(path, e) is { } failure)
                    throw failure;
            }
        }

        throw new FailureException(
            ExitCodes.Temporary,
            $"There is no socket {string.Join(" and no ", paths)}. Is the server running on this machine? --socket PATH names another place, --url URL a server elsewhere.");
    }

    private static FailureException Closed(int length) => length > UsualLimit
        ? new FailureException(
            ExitCodes.Error,
            $"The server did not take a message of {length} bytes: Node:MaxMessageBytes is the limit of the socket, {UsualLimit} unless it was changed. By --url the limit is larger.")
        : new FailureException(ExitCodes.Temporary, NoAnswer);

    /// <summary>What the user is told; null where the next path may be tried.</summary>
    private static Exception? Failure(string path, Exception e) => e switch
    {
        // This is how a file that is not there is told.
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => null,
        SocketException { SocketErrorCode: SocketError.AccessDenied } => new FailureException(
            ExitCodes.Error,
            $"No permission for the socket {path}: it is for root and the user who runs the server (sudo -u USER samplectl ...)."),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => new FailureException(
            ExitCodes.Temporary, $"Nobody listens at the socket {path}: the server is not running, or is stopping."),
        SocketException socket => new FailureException(ExitCodes.Temporary, $"The socket {path} cannot be reached: {socket.Message}."),
        ArgumentException => new FailureException(ExitCodes.Error, $"{path} is no path of a socket: it is empty or too long."),
        _ => e,
    };
}
