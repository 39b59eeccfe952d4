using System.Collections.Concurrent;
using System.Globalization;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Stopping;

/// <summary>Killed in the middle of writes, the server loses nothing that it has acknowledged and keeps nothing by halves.</summary>
public sealed class CrashTests
{
    private const int Callers = 12;
    private const int AcknowledgedBeforeTheEnd = 250;

    private static readonly string Text = new('x', 1000);

    [Fact]
    public async Task Kill_DuringSaves_WhatWasAcknowledgedIsThereAndWhole()
    {
        using var folder = new TemporaryDirectory();
        var acknowledged = new ConcurrentBag<(string Id, int Version, int Number)>();
        string shared;
        await using (var server = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder.Path }))
        {
            using var client = new RpcClient(server.Url, SeedTokens.Of(server).Alice);
            (shared, _) = await client.SaveAsync(Numbered(0));
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var callers = Enumerable.Range(1, Callers).Select(caller => SaveUntilTheEndAsync(caller, caller % 3 == 0 ? shared : null)).ToArray();
            await enough.Task.WaitAsync(Patience.Token());
            server.Kill();
            await Task.WhenAll(callers);
            await server.WaitForExitAsync(Patience.Token());

            async Task SaveUntilTheEndAsync(int caller, string? id)
            {
                for (var i = 0; ; i++)
                {
                    var number = (caller * 1_000_000) + i;
                    try
                    {
                        var (saved, version) = await client.SaveAsync(Numbered(number, id));
                        acknowledged.Add((saved, version, number));
                    }
                    catch (HttpRequestException)
                    {
                        return;
                    }

                    if (acknowledged.Count >= AcknowledgedBeforeTheEnd)
                        enough.TrySetResult();
                }
            }
        }

        await using (var server = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder.Path }))
        {
            using var client = new RpcClient(server.Url, SeedTokens.Of(server).Alice);
            Assert.Equal(acknowledged.Count, acknowledged.Select(a => (a.Id, a.Version)).Distinct().Count());
            foreach (var batch in acknowledged.Chunk(100))
            {
                var samples = await client.ListAsync(
                    "SampleService.get_samples",
                    $$"""{"samples":[{{string.Join(',', batch.Select(a => string.Create(CultureInfo.InvariantCulture, $$"""{"id":"{{a.Id}}","version":{{a.Version}}}""")))}}]}""");
                foreach (var (sent, read) in batch.Zip(samples))
                    AssertWhole(read, sent.Number);
            }

            await AssertGaplessAsync(client, shared, acknowledged.Where(a => a.Id == shared).Select(a => a.Version).DefaultIfEmpty(1).Max());
            var (_, version) = await client.SaveAsync(Numbered(1, shared));
            Assert.True(version > 1);
        }
    }

    private static string Numbered(int number, string? id = null) => string.Create(
        CultureInfo.InvariantCulture,
        $$$$"""{{{{{(id is null ? "" : $"\"id\":\"{id}\",")}}}}"name":"{{{{number}}}}","node_tree":[{"id":"a","type":"BioReplicate","meta_user":{"n":{"v":{{{{number}}}}}}},{"id":"b","type":"TechReplicate","parent":"a","meta_user":{"n":{"v":{{{{number}}}},"text":"{{{{Text}}}}"}}}]}""");

    /// <summary>Name and both nodes are of one and the same save.</summary>
    private static void AssertWhole(JsonMap sample, int? number = null)
    {
        var name = sample.RequiredText("name");
        if (number is { } expected)
            Assert.Equal(expected.ToString(CultureInfo.InvariantCulture), name);
        var nodes = sample.List("node_tree").Cast<JsonMap>().ToArray();
        Assert.Equal(["a", "b"], nodes.Select(node => node.Text("id")));
        Assert.All(nodes, node => Assert.Equal(name, node.Map("meta_user")!.Map("n")!.Long("v").ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(Text, nodes[1].Map("meta_user")!.Map("n")!.Text("text"));
    }

    private static async Task AssertGaplessAsync(RpcClient client, string id, int acknowledgedHead)
    {
        var newest = await client.MapAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""");
        var head = newest.Integer("version");
        Assert.True(head >= acknowledgedHead, $"version {acknowledgedHead} was acknowledged, {head} is the newest");
        for (var version = 1; version <= head; version++)
        {
            var sample = await client.MapAsync("SampleService.get_sample", $$"""{"id":"{{id}}","version":{{version}}}""");
            Assert.Equal(version, sample.Integer("version"));
            AssertWhole(sample);
        }

        (await client.CallAsync("SampleService.get_sample", $$"""{"id":"{{id}}","version":{{head + 1}}}"""))
            .AssertRefused($"50020 No such sample version: {id} ver {head + 1}");
    }
}
