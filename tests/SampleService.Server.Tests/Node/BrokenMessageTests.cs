using System.Text.Json.Nodes;
using SampleService.Server.Tests.Hostile;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Node;

/// <summary>
/// A hundred thousand broken messages: each is answered as documented, or not at all if it is a notification, and the server goes on
/// as if nothing had been.
/// </summary>
public sealed class BrokenMessageTests
{
    private const int Messages = 100_000;
    private const int OfARound = 500;
    private const int AtATime = 4;

    private static readonly HashSet<int> Codes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, -32700, -32600, -32601, -32602];

    private static int Seed =>
        int.TryParse(Environment.GetEnvironmentVariable("SAMPLE_SERVICE_NODE_SEED"), out var seed) ? seed : Random.Shared.Next();

    [Fact]
    public async Task Send_BrokenMessages_ServerAnswersAndIsNotHarmed()
    {
        var seed = Seed;
        await using var server = await ServerProcess.StartAsync(new ServerOptions { Environment = new Dictionary<string, string> { ["Logging__LogLevel__Default"] = "Warning" } });
        using (var first = new NodeClient(NodeClient.PathOf(server)))
            Assert.NotNull(await first.CallAsync("Node.status"));

        await Parallel.ForEachAsync(
            Enumerable.Range(0, Messages / OfARound), new ParallelOptions { MaxDegreeOfParallelism = AtATime },
            async (round, _) => await RunRoundAsync(server, Draw.SeedOf(seed, round)));

        using var node = new NodeClient(NodeClient.PathOf(server));
        var status = (await node.CallAsync("Node.status"))!;
        Assert.Equal((server.ProcessId, 0), ((int)status["process"]!, (int)status["calls"]!));
        Assert.DoesNotContain(" fail: ", server.Output);
        Assert.DoesNotContain("   at ", server.Output);
    }

    /// <summary>After each broken message comes one that is well: its answer tells that all of the first was answered.</summary>
    private static async Task RunRoundAsync(ServerProcess server, int seed)
    {
        var draw = new Draw(seed);
        using var node = new NodeClient(NodeClient.PathOf(server));
        var lines = Enumerable.Range(0, OfARound).Select(_ => BrokenMessages.Line(draw)).ToArray();
        var sending = SendAsync();
        for (var i = 0; i < lines.Length; i++)
        {
            var marker = $"\"id\":\"after {seed}/{i}\"}}";
            while (true)
            {
                var answer = await node.ReadLineAsync();
                Assert.True(answer is not null, $"closed by message {i} of seed {seed}: {Convert.ToBase64String(lines[i])}");
                if (answer.EndsWith(marker, StringComparison.Ordinal) && !answer.StartsWith('['))
                    break;
                Assert.True(IsDocumented(JsonNode.Parse(answer)), $"message {i} of seed {seed}, {Convert.ToBase64String(lines[i])}, is answered with {answer}");
            }
        }

        await sending;

        async Task SendAsync()
        {
            for (var i = 0; i < lines.Length; i++)
                await node.SendAsync((byte[])[.. lines[i], (byte)'\n', .. System.Text.Encoding.UTF8.GetBytes(NodeClient.Request("Node.status", id: $"\"after {seed}/{i}\""))]);
        }
    }

    private static bool IsDocumented(JsonNode? answer) => answer is JsonArray { Count: > 0 } batch
        ? batch.All(item => item is JsonObject && IsDocumented(item))
        : answer is JsonObject one && (string?)one["jsonrpc"] == "2.0"
            && (one.ContainsKey("result") ? one.ContainsKey("id") : one["error"] is JsonObject error && Codes.Contains((int)error["code"]!));
}
