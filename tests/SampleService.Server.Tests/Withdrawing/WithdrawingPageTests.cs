using System.Text.RegularExpressions;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Withdrawing;

/// <summary>The calls of docs/withdrawing.md, made one after the other.</summary>
public sealed partial class WithdrawingPageTests
{
    [Fact]
    public async Task Page_EachCall_Succeeds()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions());
        using var alice = new RpcClient(server.Url, SeedTokens.Of(server).Alice);
        var (sample, _) = await alice.SaveAsync(SampleText.Small());
        await alice.SaveAsync(SampleText.Next(sample));
        var page = await Documents.ReadAsync("docs", "withdrawing.md");
        var calls = Block().Matches(page);
        Assert.Equal(["withdraw_sample", "withdraw_sample", "restore_sample", "restore_sample", "end_link"], calls.Select(call => call.Groups["method"].Value));
        foreach (Match call in calls)
        {
            var link = call.Value.Contains("$LINK", StringComparison.Ordinal)
                ? (await alice.MapAsync("SampleService.create_data_link", $$"""{"id":"{{sample}}","version":2,"node":"root","upa":"1/1/1"}"""))
                    .Map("new_link")!.RequiredText("linkid")
                : "";
            var argument = call.Groups["json"].Value.Replace("$SAMPLE", sample, StringComparison.Ordinal).Replace("$LINK", link, StringComparison.Ordinal);
            Assert.Equal(200, (await alice.CallAsync($"SampleService.{call.Groups["method"].Value}", argument)).Status);
        }
    }

    [GeneratedRegex("^```json (?<method>[a-z_]+)\n(?<json>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
