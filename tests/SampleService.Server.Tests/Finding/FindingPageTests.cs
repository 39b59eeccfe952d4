using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Finding;

/// <summary>The questions of docs/finding.md, asked of a server that has the samples of a small campaign.</summary>
public sealed partial class FindingPageTests
{
    private const string Low5 = "PB-Low-5", Low6 = "PB-Low-6", High1 = "PB-High-1", Forest = "Forest soil core 7";

    /// <summary>What each block gives, in the order of the page.</summary>
    private static readonly string[][] Expected =
    [
        [Forest, High1, Low6, Low5],
        [High1, Low6, Low5],
        [Forest, High1],
        [High1, Low6, Low5],
        [Low6, Low5],
        [Low5],
        [Low5],
        [Forest, High1, Low6, Low5],
        [Low6, Low5],
        [Forest],
        [High1, Low6, Low5],
    ];

    [Fact]
    public async Task Page_EachQuestion_FindsWhatItAsksFor()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions());
        using var alice = new RpcClient(server.Url, SeedTokens.Of(server).Alice);
        await SaveAsync(Low5, """{"depth": {"value": 3.5, "units": "m"}, "material": {"value": "Soil"}, "site": {"value": "Rhizosphere, field 3"}, "date": {"value": "2026-06-14"}}""");
        await SaveAsync(Low6, """{"depth": {"value": 120, "units": "in"}, "material": {"value": "Soil"}, "site": {"value": "Field of rhizotrons"}, "date": {"value": "2026-07-01"}}""");
        await SaveAsync(High1, """{"depth": {"value": 20, "units": "ft"}, "material": {"value": "Peat"}, "site": {"value": "bog"}, "date": {"value": "2026-05-30"}}""");
        await SaveAsync(Forest, """{"depth": {"value": 250}, "material": {"value": "Rock"}, "site": {"value": "quarry"}, "date": {"value": "2026"}}""");

        var found = new List<string[]>();
        JsonNode? facets = null;
        foreach (Match block in Block().Matches(await Documents.ReadAsync("docs", "finding.md")))
        {
            var answer = JsonNode.Parse((await alice.CallAsync("SampleService.find_samples", block.Groups["json"].Value)).Body)!["result"]![0]!;
            Assert.Null(answer["next"]);
            facets = answer["facets"];
            found.Add([.. answer["samples"]!.AsArray().Select(sample => (string)sample!["name"]!)]);
        }

        Assert.Equal(Expected, found);
        Assert.Equal(
            """[{"key":"material","kind":"any","value_key":"value","values":[{"value":"Soil","samples":2},{"value":"Peat","samples":1}],"others":0,"missing":0,"exact":true}]""",
            facets!.ToJsonString());

        Task SaveAsync(string name, string metadata) =>
            alice.SaveAsync($$"""{"name": "{{name}}", "node_tree": [{"id": "core-1", "type": "BioReplicate", "meta_user": {{metadata}}}]}""");
    }

    [GeneratedRegex("^```json find\n(?<json>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
