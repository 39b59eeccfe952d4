using System.Net.Sockets;
using SampleService.Testing.Servers;

namespace SampleService.Cli.Tests.Support;

/// <summary>A socket before that of a server: it hands calls on, and keeps the answer of one of them to itself when the server has done it.</summary>
internal sealed class LossyNode : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _server;
    private readonly int _lost;
    private readonly bool _closes;

    /// <param name="server">The socket of the server.</param>
    /// <param name="lost">Whose answer is kept, from 1.</param>
    /// <param name="closes">Whether the connection ends there, in the place of staying.</param>
    public LossyNode(string server, int lost, bool closes)
    {
        (_server, _lost, _closes) = (server, lost, closes);
        Path = System.IO.Path.Combine(_folder.Path, "node.sock");
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
        _ = ServeAsync();
    }

    public string Path { get; }

    /// <summary>The server has done what nobody is told of.</summary>
    public Task Done => _done.Task;

    public void Dispose()
    {
        _listener.Dispose();
        _folder.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            for (var call = 1; ; call++)
            {
                var connection = await _listener.AcceptAsync();
                var answer = await AskAsync(connection);
                if (call != _lost)
                    await connection.SendAsync(answer);
                else
                    _done.SetResult();
                if (call != _lost || _closes)
                    connection.Dispose();
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException or IOException)
        {
            // The test is over.
        }
    }

    private async Task<byte[]> AskAsync(Socket connection)
    {
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await server.ConnectAsync(new UnixDomainSocketEndPoint(_server));
        using var caller = new NetworkStream(connection);
        using var called = new NetworkStream(server);
        await caller.CopyToAsync(called);
        server.Shutdown(SocketShutdown.Send);
        using var answer = new MemoryStream();
        await called.CopyToAsync(answer);
        return answer.ToArray();
    }
}
