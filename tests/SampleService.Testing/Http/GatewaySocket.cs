using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace SampleService.Testing.Http;

/// <summary>A WebSocket to the gateway door, used message by message.</summary>
public sealed class GatewaySocket : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ClientWebSocket _socket;

    private GatewaySocket(ClientWebSocket socket) => _socket = socket;

    /// <summary>The code with which the server has closed it; null as long as it has not.</summary>
    public int? CloseCode => (int?)_socket.CloseStatus;

    /// <summary>Opens one; the server has to take it.</summary>
    public static async Task<GatewaySocket> OpenAsync(Uri root, params (string Name, string Value)[] headers)
    {
        var socket = new ClientWebSocket();
        try
        {
            await ConnectAsync(socket, root, headers);
            return new GatewaySocket(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The HTTP status with which a handshake was answered.</summary>
    public static async Task<HttpStatusCode> TryAsync(Uri root, params (string Name, string Value)[] headers)
    {
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        try
        {
            await ConnectAsync(socket, root, headers);
        }
        catch (WebSocketException) when (socket.HttpStatusCode != 0)
        {
            // What it was refused with is the answer.
        }

        return socket.HttpStatusCode;
    }

    /// <summary>A call with parameters by name.</summary>
    public static string Call(string id, string method, string? parameters = null) =>
        $$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}"{{(parameters is null ? "" : ",\"params\":" + parameters)}}}""";

    /// <summary>What takes a call back.</summary>
    public static string Cancel(string id) => $$"""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{{id}} } }""";

    /// <summary>Sends a message.</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, isLast: true);

    /// <summary>Sends a frame.</summary>
    public Task SendAsync(byte[] bytes, WebSocketMessageType type, bool isLast) =>
        _socket.SendAsync(bytes, type, isLast, CancellationToken.None);

    /// <summary>The next message; null if the server closes the connection instead.</summary>
    public async Task<string?> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer, patience.Token);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            message.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
                return Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length);
        }
    }

    /// <summary>Sends a message and gives the next one that arrives, which has to be an object.</summary>
    public async Task<JsonElement> AskAsync(string text)
    {
        await SendAsync(text);
        return await NextAsync();
    }

    /// <summary>The next message, which has to be an object.</summary>
    public async Task<JsonElement> NextAsync()
    {
        using var message = JsonDocument.Parse(
            await ReceiveAsync() ?? throw new InvalidOperationException($"closed with {CloseCode}: {_socket.CloseStatusDescription}"));
        return message.RootElement.Clone();
    }

    /// <summary>The code with which the server closes the connection, whatever it sends before, and the reason.</summary>
    public async Task<string> WaitForCloseAsync()
    {
        while (await ReceiveAsync() is not null)
        {
        }

        return $"{CloseCode} {_socket.CloseStatusDescription}";
    }

    /// <summary>Closes it, and waits for the server to do the same.</summary>
    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

    public void Dispose() => _socket.Dispose();

    private static Task ConnectAsync(ClientWebSocket socket, Uri root, (string Name, string Value)[] headers)
    {
        socket.Options.Proxy = null;
        foreach (var (name, value) in headers)
            socket.Options.SetRequestHeader(name, value);
        return socket.ConnectAsync(new UriBuilder(root) { Scheme = "ws", Path = "/gateway/ws" }.Uri, CancellationToken.None);
    }
}
