using System.Text.RegularExpressions;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Vocabularies;

/// <summary>The calls of docs/vocabularies.md, made one after the other, and answered as the page says.</summary>
public sealed partial class VocabulariesPageTests
{
    [Fact]
    public async Task Page_EachCall_IsAnsweredWithWhatThePageSays()
    {
        await using var deployment = VocabularyDeployment.OnSqlite();
        await deployment.StartAsync(VocabularyDeployment.Loose, ("Validation__Label", "release 1"));
        var known = new Dictionary<string, string> { ["$OLD"] = await deployment.CurrentAsync() };
        foreach (var (name, depth, title) in new[] { ("core 1", "-1", "$FIRST"), ("core 2", "2", "$SECOND") })
            known[title] = (await deployment.Alice.SaveAsync(Sample(name, depth))).Id;
        await deployment.RestartAsync(
            VocabularyDeployment.Loose.Replace("\"required\": true", "\"required\": true, \"gt\": 0", StringComparison.Ordinal),
            ("Validation__Label", "release 2"), ("Validation__AlsoAccept", known["$OLD"]));
        known["$NEW"] = await deployment.CurrentAsync();
        RpcAnswer? answer = null;
        var calls = 0;
        foreach (Match block in Block().Matches(await Documents.ReadAsync("docs", "vocabularies.md")))
        {
            var (method, json) = (block.Groups["method"].Value, known.Aggregate(block.Groups["json"].Value, (text, name) => text.Replace(name.Key, name.Value, StringComparison.Ordinal)));
            if (method == "answer")
            {
                Assert.Equal(Spell(json), Spell(JsonText.Write(answer!.Result)));
                continue;
            }

            calls++;
            answer = await deployment.Alice.CallAsync($"SampleService.{method}", json);
            Assert.True(answer.Status == 200, answer.Body);
            if (method == "apply")
                known["$THIRD"] = answer.Result is JsonMap map ? map.List("results").Cast<JsonMap>().Single().Map("result")!.RequiredText("id") : "";
        }

        Assert.Equal(4, calls);
    }

    private static string Sample(string name, string depth) =>
        $$$"""{"name":"{{{name}}}","node_tree":[{"id":"a","type":"BioReplicate","meta_controlled":{"depth":{"value":{{{depth}}} } } }]}""";

    /// <summary>Any time stands for any other.</summary>
    private static string Spell(string json) => Time().Replace(JsonText.Write(JsonText.Parse(json)), "\"first_used\":*");

    [GeneratedRegex("^```json (?<method>[a-z_]+)\n(?<json>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("\"first_used\": ?[0-9]+")]
    private static partial Regex Time();
}
