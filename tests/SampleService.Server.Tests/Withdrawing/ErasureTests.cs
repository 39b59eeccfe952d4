using System.Diagnostics;
using System.Text;
using SampleService.Server.Tests.Node;
using SampleService.Server.Tests.Operations;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Withdrawing;

/// <summary>Content of withdrawn samples that is erased for the law (docs/security.md).</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private const string Marker = "quellmoos4711";

    private ServerProcess? _server;

    public async Task InitializeAsync() => _server = await ServerProcess.StartAsync(new ServerOptions());

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    [ProgramFact("sqlite3")]
    public async Task Erase_WithdrawnSample_LeavesNothingInAnswersAndInTheDatabase()
    {
        using var alice = new RpcClient(_server!.Url, SeedTokens.Of(_server).Alice);
        using var node = new NodeClient(NodeClient.PathOf(_server));
        var tree = $$$$"""[{"id":"{{{{Marker}}}}","type":"BioReplicate","meta_user":{"site":{"value":"{{{{Marker}}}} forest"}}}]""";
        var (id, _) = await alice.SaveAsync($$$"""{"name":"{{{Marker}}}","node_tree":{{{tree}}}}""");
        await alice.SaveAsync($$$"""{"id":"{{{id}}}","name":"{{{Marker}}} two","node_tree":{{{tree}}}}""");
        await alice.ResultAsync("SampleService.create_data_link", $$"""{"id":"{{id}}","version":2,"node":"{{Marker}}","upa":"1/1/1"}""");
        await FoundAsync(alice);
        await alice.ResultAsync("SampleService.get_sample", $$"""{"id":"{{id}}","version":1}""");

        Assert.Contains("is not withdrawn", await node.AskAsync(NodeClient.Request("Node.erase_sample", $$"""{"id":"{{id}}","reason":"asked for"}""")), StringComparison.Ordinal);
        await alice.MapAsync("SampleService.withdraw_sample", $$"""{"id":"{{id}}","reason":"a mistake"}""");
        var erased = await node.CallAsync("Node.erase_sample", $$"""{"id":"{{id}}","reason":"asked for"}""");
        Assert.Equal((id, 2), ((string?)erased!["id"], (int)erased["versions"]!));
        await _server.WaitForOutputAsync($"Sample {id} with 2 versions was erased by (node) from=uid=", Patience.Token());

        var states = await alice.CallAsync(
            "SampleService.get_state",
            $$"""{"samples":[{"id":"{{id}}","version":1},{"id":"{{id}}"}],"include":["sample","links","acls"],"withdrawn":true}""");
        Assert.Equal(200, states.Status);
        var history = await alice.CallAsync("SampleService.get_history", $$"""{"id":"{{id}}"}""");
        var found = await alice.CallAsync("SampleService.find_samples", """{"scope":"mine","withdrawn":true,"include":["sample"]}""");
        foreach (var answer in new[] { states, history, found })
            Assert.DoesNotContain(Marker, answer.Body, StringComparison.Ordinal);
        Assert.Contains($"{id} was erased", (await alice.CallAsync("SampleService.restore_sample", $$"""{"id":"{{id}}"}""")).Message, StringComparison.Ordinal);

        var database = Path.Combine(_server.DataDirectory, "samples.db");
        await _server.StopAsync();
        using (var vacuum = Process.Start("sqlite3", [database, "VACUUM"]))
            await vacuum.WaitForExitAsync();
        var bytes = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(database));
        Assert.Contains("erased", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain(Marker, bytes, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task FoundAsync(RpcClient alice)
    {
        var found = await alice.MapAsync("SampleService.find_samples", $$$"""{"filter":{"on":"text","words":"{{{Marker}}}"}}""");
        Assert.Single(found.List("samples"));
    }
}
