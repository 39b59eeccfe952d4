using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SampleService.Bench;

/// <summary>A connection that is kept alive, with one request at a time on its way.</summary>
internal sealed class LoadConnection : IDisposable
{
    private readonly byte[] _received = new byte[64 * 1024];
    private int _length;
    private long _bodyLeft = -1;
    private long _sent;

    public LoadConnection(Uri server)
    {
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 30_000 };
        Socket.Connect(new IPEndPoint(IPAddress.Loopback, server.Port));
    }

    public Socket Socket { get; }

    public void Send(ReadOnlySpan<byte> request)
    {
        _sent = Stopwatch.GetTimestamp();
        while (!request.IsEmpty)
            request = request[Socket.Send(request)..];
    }

    /// <summary>Takes what has arrived, or waits for something.</summary>
    /// <param name="expectedLength">Of the body, in bytes.</param>
    /// <param name="latency">The time since the request, once the answer is whole.</param>
    /// <returns>Whether the answer is whole.</returns>
    /// <exception cref="LoadException">It is not what was to be measured.</exception>
    public bool Receive(int expectedLength, out long latency)
    {
        latency = 0;
        var read = Socket.Receive(_received.AsSpan(_bodyLeft < 0 ? _length : 0));
        if (read == 0)
            throw new LoadException("The server has closed a connection.");
        if (_bodyLeft < 0)
        {
            _length += read;
            if (!TryReadHead(expectedLength))
                return false;
        }
        else
        {
            _bodyLeft -= read;
        }

        if (_bodyLeft < 0)
            throw new LoadException("An answer is longer than its Content-Length.");
        if (_bodyLeft > 0)
            return false;
        latency = Stopwatch.GetTimestamp() - _sent;
        _bodyLeft = -1;
        _length = 0;
        return true;
    }

    public void Dispose() => Socket.Dispose();

    private bool TryReadHead(int expectedLength)
    {
        var text = _received.AsSpan(0, _length);
        var end = text.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return _length == _received.Length ? throw new LoadException("The head of an answer does not end.") : false;
        var head = text[..(end + 2)];
        if (!head.StartsWith("HTTP/1.1 200 "u8))
            throw new LoadException($"An answer has not status 200: {System.Text.Encoding.Latin1.GetString(text)}");
        var name = "\r\nContent-Length: "u8;
        var at = head.IndexOf(name);
        if (at < 0 || !Utf8Parser.TryParse(head[(at + name.Length)..], out int length, out _))
            throw new LoadException("An answer has no Content-Length.");
        if (length != expectedLength)
            throw new LoadException($"An answer has {length} bytes in place of {expectedLength}.");
        _bodyLeft = length - (_length - end - 4);
        return true;
    }
}
