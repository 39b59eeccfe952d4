using SampleService.Server.Tests.Support;
using SampleService.Server.Tests.WebSocket;
using SampleService.Testing.Http;

namespace SampleService.Server.Tests.Errors;

/// <summary>Errors that only a WebSocket has.</summary>
internal static class WebSocketErrors
{
    /// <summary>Takes one WebSocket of a user.</summary>
    private sealed class Server : KBaseServer
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string> { ["Gateway__UserWebSockets"] = "1" };
    }

    public static async Task RecordAsync(ErrorRecord record)
    {
        const string token = "token-user1";
        var server = new Server();
        await server.InitializeAsync();
        try
        {
            using var socket = await GatewaySocket.OpenAsync(server.Process.Url, SessionClient.Bearer(token));
            await record.RefuseHandshakeAsync(server.Process, "429 too_many_connections", SessionClient.Bearer(token));
            var call = await LinkCall.OfAsync(server, ("user1", server.Client(token)), "1");
            using var held = server.Fakes.Workspace.Hold();
            await socket.SendAsync(call);
            await held.WaitForAsync(1, Patience.Token());
            await socket.SendAsync(GatewaySocket.Cancel("1"));
            record.KeepMessages(-32800, [call, GatewaySocket.Cancel("1")], (await socket.ReceiveAsync())!);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }
}
