using System.Collections.Concurrent;
using System.Text.Json;
using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.RealData;

/// <summary>1 691 samples of three projects: saved twice, linked, and read back by every way there is.</summary>
public sealed class RealSampleTests(StandaloneServer server) : IClassFixture<StandaloneServer>
{
    private const int Callers = 8;

    [Theory]
    [InlineData("sesar_216.jsonl", 216)]
    [InlineData("enigma_511.jsonl", 511)]
    [InlineData("nmdc_964.jsonl", 964)]
    public async Task RealSamples_SavedLinkedAndReadBack_AreWhatWasSent(string file, int count)
    {
        var samples = RealSample.Read(file);
        Assert.Equal(count, samples.Length);
        var workspace = await server.NewWorkspaceAsync("alice");
        var upa = await server.NewObjectAsync(workspace);

        var ids = new string[count];
        var links = new ConcurrentDictionary<int, string>();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (i, _) =>
        {
            (ids[i], var version) = await server.Alice.SaveAsync(samples[i].ToJson());
            Assert.Equal(1, version);
            var (id, second) = await server.Alice.SaveAsync(samples[i].ToJson(ids[i]), "\"prior_version\":1");
            Assert.Equal((ids[i], 2), (id, second));
            var link = await ResultAsync(
                "create_data_link",
                $$"""{"upa":"{{upa}}","dataid":"data {{i}}","id":"{{ids[i]}}","version":2,"node":{{JsonSerializer.Serialize(samples[i].Node)}}}""");
            links[i] = JsonTokens.Of(link.GetProperty("new_link"));
            AssertSame(samples[i], 1, await ResultAsync("get_sample", $$"""{"id":"{{ids[i]}}","version":1}"""), ids[i]);
            AssertSame(samples[i], 2, await ResultAsync("get_sample", $$"""{"id":"{{ids[i]}}"}"""), ids[i]);
        });

        Assert.Equal(count, ids.Distinct().Count());
        await AssertSetAsync(samples, ids);
        await AssertLinksAsync(ids, links, upa);
    }

    private static void AssertSame(RealSample sent, int version, JsonElement read, string id)
    {
        Assert.Equal(["id", "user", "name", "node_tree", "save_date", "version"], read.EnumerateObject().Select(m => m.Name));
        Assert.Equal((id, "alice", version), (read.GetProperty("id").GetString(), read.GetProperty("user").GetString(), read.GetProperty("version").GetInt32()));
        Assert.Equal(sent.Name, read.GetProperty("name").GetString());
        Assert.Equal(sent.Expected, JsonTokens.Of(read.GetProperty("node_tree")));
    }

    private async Task AssertSetAsync(RealSample[] samples, string[] ids)
    {
        var set = (await ResultAsync("get_samples", $$"""{"samples":[{{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}","version":2}"""))}}]}"""))
            .EnumerateArray().ToArray();
        Assert.Equal(samples.Length, set.Length);
        for (var i = 0; i < samples.Length; i++)
            AssertSame(samples[i], 2, set[i], ids[i]);
    }

    private async Task AssertLinksAsync(string[] ids, ConcurrentDictionary<int, string> links, string upa)
    {
        var set = await ResultAsync(
            "get_data_links_from_sample_set",
            $$"""{"effective_time":null,"sample_ids":[{{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}","version":2}"""))}}]}""");
        Assert.Equal(
            Enumerable.Range(0, ids.Length).Select(i => links[i]),
            set.GetProperty("links").EnumerateArray().Select(JsonTokens.Of));

        var fromData = (await ResultAsync("get_data_links_from_data", $$"""{"upa":"{{upa}}"}""")).GetProperty("links").EnumerateArray().ToArray();
        Assert.Equal(links.Values.Order(StringComparer.Ordinal), fromData.Select(JsonTokens.Of).Order(StringComparer.Ordinal));
        Assert.Equal(
            fromData.Select(Position).Order(),
            fromData.Select(Position));
    }

    private static (long Created, string Id) Position(JsonElement link) =>
        (link.GetProperty("created").GetInt64(), link.GetProperty("linkid").GetString()!);

    private async Task<JsonElement> ResultAsync(string method, string argument)
    {
        var answer = await server.Alice.CallAsync("SampleService." + method, argument);
        Assert.True(answer.Status == 200, answer.Body);
        using var body = JsonDocument.Parse(answer.Bytes);
        return Assert.Single(body.RootElement.GetProperty("result").EnumerateArray()).Clone();
    }
}
