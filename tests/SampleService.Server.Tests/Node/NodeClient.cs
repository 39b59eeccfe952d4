using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Node;

/// <summary>A connection to the Unix socket of a server, by the user who runs the tests.</summary>
internal sealed class NodeClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly NetworkStream _stream;
    private readonly StreamReader _reader;

    public NodeClient(string path)
    {
        _socket.Connect(new UnixDomainSocketEndPoint(path));
        _stream = new NetworkStream(_socket);
        _reader = new StreamReader(_stream, Encoding.UTF8);
    }

    /// <summary>Where a server has its socket when no setting says otherwise.</summary>
    public static string PathOf(ServerProcess server) => Path.Combine(server.DataDirectory, "node.sock");

    /// <summary>A request as text, on a line of its own.</summary>
    public static string Request(string method, string parameters = "{}", string id = "1") =>
        $$"""{"jsonrpc":"2.0","method":"{{method}}","params":{{parameters}},"id":{{id}}}""" + "\n";

    /// <summary>Sends text as it is.</summary>
    public async Task SendAsync(string text) => await SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Sends bytes as they are.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _stream.WriteAsync(bytes, Patience.Token());

    /// <summary>Has nothing more to send, and still waits for answers.</summary>
    public void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>The next line of an answer; null when the server has closed the connection.</summary>
    public async Task<string?> ReadLineAsync()
    {
        try
        {
            return await _reader.ReadLineAsync(Patience.Token());
        }
        catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            // So it is when the server has not read all that was sent.
            return null;
        }
    }

    /// <summary>Sends text and gives the one answer to it.</summary>
    public async Task<string> AskAsync(string text)
    {
        await SendAsync(text);
        return await ReadLineAsync() ?? throw new InvalidOperationException("The server has closed the connection.");
    }

    /// <summary>Calls a method, and gives its result.</summary>
    public async Task<JsonNode?> CallAsync(string method, string parameters = "{}")
    {
        var answer = JsonNode.Parse(await AskAsync(Request(method, parameters)))!.AsObject();
        Assert.True(answer.ContainsKey("result"), answer.ToJsonString());
        return answer["result"];
    }

    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
        _socket.Dispose();
    }
}
