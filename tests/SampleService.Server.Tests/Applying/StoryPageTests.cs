using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SampleService.Server.Tests.Reference;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Applying;

/// <summary>The calls of pages, made one after the other, are answered with what stands there.</summary>
public sealed partial class StoryPageTests
{
    [Theory]
    [InlineData("identifiers-and-relations.md")]
    [InlineData("groups.md")]
    [InlineData("exporting.md")]
    [InlineData("templates.md")]
    public async Task Page_EachCall_IsAnsweredAsThePageSays(string page)
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions());
        var tokens = SeedTokens.Of(server);
        using var alice = new RpcClient(server.Url, tokens.Alice);
        using var bob = new RpcClient(server.Url, tokens.Bob);
        var story = new ExampleStory();
        RpcAnswer? answer = null;
        var answers = 0;
        foreach (Match block in Block().Matches(await Documents.ReadAsync("docs", page)))
        {
            var json = block.Groups["json"].Value;
            if (block.Groups["method"].Value is { Length: > 0 } method)
            {
                answer = await (block.Groups["user"].Value == "alice" ? alice : bob).CallAsync("SampleService." + method, story.Translate(json));
                Assert.True(answer.Status == 200, $"{json}: {answer.Body}");
                continue;
            }

            answers++;
            Assert.Null(story.FindDifference(JsonNode.Parse(json), JsonNode.Parse(answer!.Body)!["result"]![0]));
        }

        Assert.True(answers >= 4);
    }

    [GeneratedRegex("^```json ((?<method>[a-z_]+) as (?<user>[a-z]+)|answer)\n(?<json>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
