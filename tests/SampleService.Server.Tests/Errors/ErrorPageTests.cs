using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using SampleService.Server.Tests.Node;
using SampleService.Server.Tests.Reference;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;

namespace SampleService.Server.Tests.Errors;

/// <summary>docs/errors.md has every error of every door, each with a call and what a server has answered.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ErrorPageTests(OpenSocketServer server) : IClassFixture<OpenSocketServer>
{
    [PostgresFact]
    public async Task Page_EachErrorOfEachDoor_IsAnsweredAsThePageSays()
    {
        var record = new ErrorRecord();
        await MethodErrors.RecordStandaloneAsync(record);
        await MethodErrors.RecordWithdrawnAsync(record);
        await Task.WhenAll(MethodErrors.RecordUpstreamAsync(record), MethodErrors.RecordFaultAsync(record));
        await Task.WhenAll(EnvelopeErrors.RecordAsync(record), StateErrors.RecordAsync(record), StateErrors.RecordStartingAsync(record));
        await Task.WhenAll(StateErrors.RecordUnknownAsync(record), StateErrors.RecordBusyAsync(record), RefusalErrors.RecordAsync(record));
        await WebSocketErrors.RecordAsync(record);
        await EnvelopeErrors.RecordOtherUserAsync(record, server);
        var page = new ErrorPage(await DiscoverAsync(), record);

        var generated = page.Write();

        Assert.Empty(page.Missing);
        await ReferencePage.CompareAsync(Path.Combine(Documents.Root, "docs", "errors.md"), generated);
    }

    private async Task<Dictionary<string, JsonNode>> DiscoverAsync()
    {
        using var gateway = new SessionClient(server.Process.Url);
        using var node = new NodeClient(server.SocketPath);
        return new Dictionary<string, JsonNode>
        {
            ["KBase"] = ReferenceServer.Unwrap(await server.Anonymous.CallAsync("rpc.discover")),
            ["Gateway"] = JsonNode.Parse((await gateway.PostAsync("json-rpc", """{"jsonrpc": "2.0", "method": "rpc.discover", "id": 1}""")).Body)!["result"]!,
            ["Node"] = (await node.CallAsync("rpc.discover"))!,
        };
    }
}
