using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SampleService.Testing.Http;

/// <summary>
/// Sends one request on a connection of its own, exactly as it is told to: any verb, a body with any verb, any headers,
/// empty ones too; no proxy, no redirects, nothing added behind the caller's back.
/// </summary>
public sealed class PlainHttpClient(Uri root, TimeSpan? timeout = null)
{
    private static readonly string[] VerbsWithBody = ["POST", "PUT", "PATCH"];

    private readonly TimeSpan _timeout = timeout ?? TimeSpan.FromSeconds(60);

    public Uri Root { get; } = root;

    /// <summary>The answer, or null when the connection was refused, dropped, too slow or did not speak HTTP.</summary>
    public async Task<HttpAnswer?> SendAsync(
        string verb,
        string? path,
        IEnumerable<KeyValuePair<string, string>> headers,
        byte[]? body,
        CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        try
        {
            using var client = new TcpClient { NoDelay = true };
            await client.ConnectAsync(Root.Host, Root.Port, limit.Token);
            await using var stream = client.GetStream();
            var sending = SendAsync(stream, Head(verb, path, headers, body), body, limit.Token);
            var answer = await new HttpAnswerReader(stream).ReadAsync(verb, limit.Token);

            // A server may answer before it has read everything; its answer counts, and the rest is not sent.
            await limit.CancelAsync();
            await sending.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return answer;
        }
        catch (Exception e) when (e is IOException or SocketException or FormatException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task SendAsync(NetworkStream stream, byte[] head, byte[]? body, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(head, cancellationToken);
        if (body is { Length: > 0 })
            await stream.WriteAsync(body, cancellationToken);
    }

    private byte[] Head(string verb, string? path, IEnumerable<KeyValuePair<string, string>> headers, byte[]? body)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"{verb} {path ?? Root.PathAndQuery} HTTP/1.1\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Host: {Root.Authority}\r\nAccept-Encoding: identity\r\n");
        if (body is not null || VerbsWithBody.Contains(verb))
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body?.Length ?? 0}\r\n");
        foreach (var (name, value) in headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return Encoding.Latin1.GetBytes(head.Append("\r\n").ToString());
    }
}
