using System.Net.Sockets;
using System.Text;
using SampleService.Testing.Servers;

namespace SampleService.Cli.Tests.Support;

/// <summary>A Unix socket that answers whatever it is told to, which no server does.</summary>
internal sealed class FakeNode : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly byte[] _answer;

    public FakeNode(string answer)
    {
        _answer = Encoding.UTF8.GetBytes(answer);
        Path = System.IO.Path.Combine(_folder.Path, "node.sock");
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
        _ = ServeAsync();
    }

    public string Path { get; }

    public void Dispose()
    {
        _listener.Dispose();
        _folder.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptAsync();
                using var stream = new NetworkStream(connection);
                await stream.CopyToAsync(Stream.Null);
                await stream.WriteAsync(_answer);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException or IOException)
        {
            // The test is over.
        }
    }
}
