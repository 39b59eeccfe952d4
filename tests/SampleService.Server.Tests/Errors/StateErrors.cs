using System.Globalization;
using SampleService.Server.Tests.Envelope;
using SampleService.Server.Tests.Node;
using SampleService.Server.Tests.Starting;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Errors;

/// <summary>Calls that states of the platform refuse.</summary>
internal static class StateErrors
{
    private const int Stopping = -32009;
    private const int StoppingState = int.MaxValue;
    private const string Method = "SampleService.create_sample";
    private const string Sample = """{"sample": {"node_tree": [{"id": "root", "type": "BioReplicate"}]}}""";

    /// <summary>The states that administrators set, and then that of a process that stops.</summary>
    public static async Task RecordAsync(ErrorRecord record)
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions());
        var token = SeedTokens.Of(server).Alice;
        using (var node = new NodeClient(NodeClient.PathOf(server)))
            foreach (var (state, code) in new[] { (5, -32003), (10, -32004), (20, -32005), (30, -32006), (40, -32007) })
            {
                await node.CallAsync("PlatformState.set", $$"""{"state": {{state}}{{(state == 5 ? ", \"quiesce\": true" : "")}}}""");
                await record.CallAllAsync(server, token, code, Method, Sample);
                await node.CallAsync("PlatformState.clear", $$"""{"state": {{state}}}""");
            }

        await RecordStoppingAsync(record, server, token);
    }

    /// <summary>A state that another version of the program has set.</summary>
    public static async Task RecordUnknownAsync(ErrorRecord record)
    {
        using var folder = new TemporaryDirectory();
        await using (await ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder.Path }))
        {
            // The first start makes accounts.
        }

        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "samples.db.states"),
            """[{"Number": 50, "Owner": "admin", "Process": "host:1", "Since": {"Milliseconds": 0}, "LeaseEnd": {"Milliseconds": 4102444800000}, "Quiesces": false, "Reason": ""}]""");
        await using var server = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder.Path });
        await record.CallAllAsync(server, SeedTokens.Of(server).Alice, -32010, Method, Sample);
        using var node = new NodeClient(NodeClient.PathOf(server));
        await node.CallAsync("PlatformState.clear", """{"state": 50}""");
        Assert.Equal(100, (int)(await node.CallAsync("PlatformState.get"))!);
    }

    /// <summary>A process that waits for another one to bring the schema of the database up to date.</summary>
    public static async Task RecordStartingAsync(ErrorRecord record)
    {
        await using var held = await HeldDatabase.HoldAsync(HeldDatabase.MigrationLock);
        await using var server = ServerProcess.Begin(held.Options);
        await StartingTests.WaitsForAsync(server, "database");
        await record.CallAllAsync(server, "sst_0123456789", -32002, Method, Sample);
    }

    /// <summary>A process that has room for nothing.</summary>
    public static async Task RecordBusyAsync(ErrorRecord record)
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            Environment = new Dictionary<string, string> { ["Limits__BytesInFlight"] = "1" },
        });
        await record.CallAllAsync(server, SeedTokens.Of(server).Alice, -32008, Method, Sample);
    }

    /// <summary>Requests that were arriving when it was told to stop are told so; so are messages on a connection to the socket.</summary>
    private static async Task RecordStoppingAsync(ErrorRecord record, ServerProcess server, string token)
    {
        var body = $$"""{"version": "1.1", "id": "1", "method": "{{Method}}", "params": [{{Sample}}]}""";
        var call = $$"""{"jsonrpc": "2.0", "method": "{{Method}}", "params": {{Sample}}, "id": 1}""";
        await using var kbase = await PlainConnection.OpenAsync(server.Url);
        await kbase.SendAsync(Head("/", body.Length, token) + body[..10]);
        await using var gateway = await PlainConnection.OpenAsync(server.Url);
        await gateway.SendAsync(Head("/gateway/json-rpc", call.Length, $"Bearer {token}") + call[..10]);
        using var node = new NodeClient(NodeClient.PathOf(server));
        // An answer on another connection shows that the server has come to read these.
        using (var client = new RpcClient(server.Url))
            await client.ResultAsync("SampleService.status");

        server.Terminate();
        while ((int)(await node.CallAsync("PlatformState.get"))! != StoppingState)
            await Task.Yield();
        record.Keep("Node", Stopping, call, null, await node.AskAsync(call + "\n"));
        await kbase.SendAsync(body[10..]);
        await gateway.SendAsync(call[10..]);
        var answer = (await kbase.ReadAsync()).Rpc();
        record.Keep("KBase", Stopping, body, answer.Status, answer.Body);
        answer = (await gateway.ReadAsync()).Rpc();
        record.Keep("Gateway", Stopping, call, answer.Status, answer.Body);
    }

    private static string Head(string path, int length, string authorization) => string.Create(
        CultureInfo.InvariantCulture,
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: {authorization}\r\nContent-Length: {length}\r\n\r\n");
}
