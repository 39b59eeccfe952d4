using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Applying;

/// <summary>The calls of docs/apply.md, made one after the other.</summary>
public sealed partial class ApplyPageTests
{
    [Fact]
    public async Task Page_EachCall_DoesWhatThePageSays()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions());
        using var alice = new RpcClient(server.Url, SeedTokens.Of(server).Alice);
        var page = await Documents.ReadAsync("docs", "apply.md");
        var sample = "";
        var done = new List<string>();
        foreach (Match block in Block().Matches(page))
        {
            var argument = block.Groups["json"].Value.Replace("$SAMPLE", sample, StringComparison.Ordinal);
            var answer = JsonNode.Parse((await alice.CallAsync("SampleService.apply", argument)).Body)!["result"]![0]!;
            var results = answer["results"]!.AsArray();
            if (results[0]!["result"]?["id"] is { } id)
                sample = (string)id!;
            done.Add(string.Join(' ', results.Select(result => $"{result!["ok"]}{(string?)result["error"]?["message"]}")));
            // Whoever has to send a call again sends it as it was.
            if (argument.Contains("request_id", StringComparison.Ordinal))
                Assert.Equal(
                    answer.ToJsonString(),
                    JsonNode.Parse((await alice.CallAsync("SampleService.apply", argument)).Body)!["result"]![0]!.ToJsonString());
        }

        Assert.Equal(
            [
                "true true true",
                $"true falseSample service error code 50030 No such sample node: {sample} ver 1 a9",
                $"falseSample service error code 40000 Concurrency violation: ACL version required for sample {sample} is 1, but current ACL version is 2",
            ],
            done);
    }

    [GeneratedRegex("^```json apply\n(?<json>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
