using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.WebSockets;
using Microsoft.Extensions.Options;
using SampleService.Json;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>The handshake of a WebSocket: whoever may call gets one, and it is served until it ends (docs/gateway.md).</summary>
internal sealed class WebSocketEndpoint(
    GatewayAuthorization authorization, WebSocketConnections connections, WebSocketParts parts, Dispatcher dispatcher,
    ILoggerFactory logging)
{
    /// <summary>What log and metrics call a handshake.</summary>
    private const string Name = "websocket";

    private const string JsonContentType = "application/json";

    /// <summary>Only told whether a request wants a WebSocket; all others do not pass it.</summary>
    private readonly WebSocketMiddleware _upgrade = new(_ => Task.CompletedTask, Options.Create(new WebSocketOptions()), logging);

    /// <summary>Whether a request begins a WebSocket as HTTP/2 does it.</summary>
    public static bool IsConnect(HttpContext http) => http.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };

    //   404 path - 405 verb - 426 no WebSocket is wanted - 403 origin - 401, 403 credentials - 403 gateway id - 429, 503 no room
    //        |
    //        v
    //   101, and WebSocketConnection until it is closed
    public async Task HandleAsync(HttpContext http, RpcRequestInfo request)
    {
        await _upgrade.Invoke(http);
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.Headers.Upgrade = "websocket";
            http.Response.Headers.SecWebSocketVersion = "13";
            http.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            http.Response.ContentLength = 0;
            return;
        }

        var credentials = GatewayCredentials.Of(http.Request);
        if (await JudgeAsync(http, credentials, request) is not { } identity)
            return;
        using var place = connections.Find(identity.User!, out var refusal);
        if (place is null)
        {
            await RefuseAsync(http, refusal!, request, RpcError.Busy.Outcome);
            return;
        }

        dispatcher.Complete(request, Name, identity.User, OutcomeCodes.Success);
        // Who takes too little for too long is found out by the connection, which says so.
        if (http.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        var ping = TimeSpan.FromSeconds(parts.Options.WebSocketPingSeconds);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = ping, KeepAliveTimeout = ping });
        using var connection = new WebSocketConnection(
            socket, new WebSocketCaller(authorization, credentials, identity), request, http.Connection.RemoteIpAddress, parts);
        place.Serve(connection);
        await connection.RunAsync();
    }

    /// <returns>Who calls; null when that was refused, and answered.</returns>
    private async Task<CallerIdentity?> JudgeAsync(HttpContext http, GatewayCredentials credentials, RpcRequestInfo request)
    {
        try
        {
            var judged = await authorization.JudgeHandshakeAsync(http.Request, credentials, http.RequestAborted);
            if (judged.Refusal is { } refusal)
                await RefuseAsync(http, refusal, request, OutcomeCodes.TokenRefused);
            return judged.Identity;
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            dispatcher.Complete(request, Name, null, OutcomeCodes.CallerGone);
        }
        catch (Exception e)
        {
            var error = dispatcher.Describe(e, null, request);
            if (error.Kind == RpcErrorKind.PlatformState)
                HttpDoor.SetRetryAfter(http.Response, PlatformStateCodes.RetryAfterMilliseconds(error.State));
            await RefuseAsync(http, GatewayRefusal.Of(error), request, error.Outcome);
        }

        return null;
    }

    private async Task RefuseAsync(HttpContext http, GatewayRefusal refusal, RpcRequestInfo request, int outcome)
    {
        dispatcher.Complete(request, Name, null, outcome);
        using var output = new JsonOutput();
        refusal.Write(http.Response, output);
        http.Response.StatusCode = refusal.Status;
        http.Response.ContentType = JsonContentType;
        http.Response.ContentLength = output.Length;
        await http.Response.BodyWriter.WriteAsync(output.ToArray(), http.RequestAborted);
    }
}
