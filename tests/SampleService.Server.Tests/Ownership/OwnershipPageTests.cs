using System.Globalization;
using System.Text.RegularExpressions;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Ownership;

/// <summary>The calls of docs/ownership.md, made one after the other.</summary>
public sealed partial class OwnershipPageTests
{
    [Fact]
    public async Task Page_EachCall_Succeeds()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions());
        var tokens = SeedTokens.Of(server);
        using var alice = new RpcClient(server.Url, tokens.Alice);
        using var bob = new RpcClient(server.Url, tokens.Bob);
        var (sample, _) = await alice.SaveAsync(SampleText.Small());
        var later = DateTimeOffset.UtcNow.AddDays(364).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var calls = Block().Matches(await Documents.ReadAsync("docs", "ownership.md"));
        Assert.Equal(
            ["offer_sample", "list_offers", "decline_offer", "offer_sample", "cancel_offer", "offer_sample", "accept_offer", "leave_sample"],
            calls.Select(call => call.Groups["method"].Value));
        foreach (Match call in calls)
        {
            var method = call.Groups["method"].Value;
            var argument = call.Groups["json"].Value.Replace("$SAMPLE", sample, StringComparison.Ordinal).Replace("\"$LATER\"", later, StringComparison.Ordinal);
            var answer = await (method is "list_offers" or "decline_offer" or "accept_offer" ? bob : alice).CallAsync($"SampleService.{method}", argument);
            Assert.Equal(200, answer.Status);
            if (method == "list_offers")
                Assert.Equal("small", Assert.IsType<JsonMap>(answer.Result).List("offers").Cast<JsonMap>().Single().Text("name"));
        }

        var acls = await bob.MapAsync("SampleService.get_sample_acls", $$"""{"id":"{{sample}}"}""");
        Assert.Equal("bob", acls.Text("owner"));
        Assert.Empty(acls.List("admin"));
    }

    [GeneratedRegex("^```json (?<method>[a-z_]+)\n(?<json>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
