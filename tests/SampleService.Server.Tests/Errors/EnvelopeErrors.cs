using SampleService.Server.Tests.Node;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Errors;

/// <summary>Messages that are no calls, or that no method takes, each door with its own numbers.</summary>
internal static class EnvelopeErrors
{
    public static async Task RecordAsync(ErrorRecord record)
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions());
        var token = SeedTokens.Of(server).Alice;
        foreach (var (code, body) in new[]
        {
            (-32700, """{"version": "1.1", "id": "1", "method":"""),
            (-32600, """{"version": "1.1", "id": "1", "params": []}"""),
            (-32601, """{"version": "1.1", "id": "1", "method": "SampleService.get_smaple", "params": []}"""),
            (-32602, """{"version": "1.1", "id": "1", "method": "SampleService.get_sample", "params": {"id": "x"}}"""),
        })
            await record.SendToKBaseAsync(server, token, code, body);
        foreach (var (code, body) in new[]
        {
            (-32700, """{"jsonrpc": "2.0", "method":"""),
            (-32600, """{"jsonrpc": "1.0", "method": "PlatformState.get", "id": 1}"""),
            (-32601, """{"jsonrpc": "2.0", "method": "SampleService.get_smaple", "params": {}, "id": 1}"""),
            (-32602, """{"jsonrpc": "2.0", "method": "PlatformState.get", "params": [1, 2], "id": 1}"""),
        })
            await record.SendToGatewayAsync(server, token, code, body);
        foreach (var (code, message) in new[]
        {
            (-32700, """{"jsonrpc": oops}"""),
            (-32600, "[]"),
            (8, """{"jsonrpc": "2.0", "method": "Node.status", "id": null}"""),
            (11, """{"jsonrpc": "2.0", "method": "Node.status", "id": ""}"""),
            (7, """{"jsonrpc": "2.0", "method": "Node.status", "id": [1]}"""),
            (3, """{"method": "Node.status", "id": 1}"""),
            (2, """{"jsonrpc": 2.0, "method": "Node.status", "id": 1}"""),
            (1, """{"jsonrpc": "1.1", "method": "Node.status", "id": 1}"""),
            (5, """{"jsonrpc": "2.0", "id": 1}"""),
            (4, """{"jsonrpc": "2.0", "method": 7, "id": 1}"""),
            (6, """{"jsonrpc": "2.0", "method": "Node.status", "params": 7, "id": 1}"""),
            (-32601, """{"jsonrpc": "2.0", "method": "Node.nothing", "id": 1}"""),
            (-32602, """{"jsonrpc": "2.0", "method": "Node.set_log_level", "params": {"level": "Debug"}, "id": 1}"""),
        })
            await record.SendToNodeAsync(server, code, message);
    }

    /// <summary>Another user of the machine, where there is one to be had.</summary>
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public static async Task RecordOtherUserAsync(ErrorRecord record, OpenSocketServer server)
    {
        const string Message = """{"jsonrpc": "2.0", "method": "Node.drain", "id": 1}""";
        record.Keep("Node", 10, Message, null, await OtherUser.AskAsync(server.SocketPath, Message + "\n"));
    }
}
