using System.Net.Sockets;
using System.Text;

namespace SampleService.Testing.Http;

/// <summary>One connection on which a test sends the bytes it likes and reads answers, each with a time-out.</summary>
public sealed class PlainConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly HttpAnswerReader _answers;

    private PlainConnection(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
        _answers = new HttpAnswerReader(_stream);
    }

    /// <summary>Connects; a <see cref="SocketException"/> says that nobody listens.</summary>
    public static async Task<PlainConnection> OpenAsync(Uri root, CancellationToken cancellationToken = default)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(root.Host, root.Port, cancellationToken);
            return new PlainConnection(client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Sends text, each character of it as one byte.</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        using var limit = new CancellationTokenSource(Patience);
        await _stream.WriteAsync(bytes, limit.Token);
    }

    /// <summary>The next answer, to a request with this verb.</summary>
    public async Task<HttpAnswer> ReadAsync(string verb = "POST")
    {
        using var limit = new CancellationTokenSource(Patience);
        return await _answers.ReadAsync(verb, limit.Token);
    }

    /// <summary>Says that nothing more will be sent; answers can still be read.</summary>
    public void FinishSending() => _client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Breaks the connection off as a caller that crashes does.</summary>
    public void Reset()
    {
        _client.Client.LingerState = new LingerOption(true, 0);
        _client.Close();
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
