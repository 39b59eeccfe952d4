using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace SampleService.Client.Tests.Support;

/// <summary>A peer that takes a WebSocket, refuses its calls, and sees how it ends.</summary>
internal sealed class WebSocketPeer : IAsyncDisposable
{
    private readonly TaskCompletionSource<WebSocketCloseStatus?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication _application;

    private WebSocketPeer(WebApplication application) => _application = application;

    public Uri Url => new UriBuilder(_application.Urls.Single()) { Scheme = "ws" }.Uri;

    /// <summary>What the closing frame said; null if the connection ended without one.</summary>
    public Task<WebSocketCloseStatus?> Closed => _closed.Task;

    public static async Task<WebSocketPeer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var peer = new WebSocketPeer(builder.Build());
        peer._application.UseWebSockets();
        peer._application.Run(peer.ServeAsync);
        await peer._application.StartAsync(Patience.Token());
        return peer;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, Patience.Token()) is { MessageType: not WebSocketMessageType.Close } message)
            {
                var id = JsonElement.Parse(buffer.AsSpan(0, message.Count)).GetProperty("id");
                var answer = $$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":-32603,"message":"refused"}}""";
                await socket.SendAsync(Encoding.UTF8.GetBytes(answer), WebSocketMessageType.Text, endOfMessage: true, Patience.Token());
            }
        }
        catch (WebSocketException)
        {
            // It ended without a closing frame.
        }

        _closed.SetResult(socket.CloseStatus);
    }
}
