using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Groups;

/// <summary>A deployment whose groups were turned off: entries in ACLs stay, and give nothing.</summary>
public sealed class GroupsOffTests
{
    [Fact]
    public async Task Calls_OnSamplesWithEntriesOfGroups_AreAnsweredWithoutThem()
    {
        using var folder = new TemporaryDirectory();
        string id;
        await using (var server = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder.Path }))
        {
            using var alice = new RpcClient(server.Url, SeedTokens.Of(server).Alice);
            await alice.ResultAsync("SampleService.create_group", """{"name":"lab","members":["bob"]}""");
            (id, _) = await alice.SaveAsync(SampleText.Small());
            await alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","admin":["@lab"]}""");
            Assert.True(await server.StopAsync());
        }

        var options = new ServerOptions { DataDirectory = folder.Path, Environment = new Dictionary<string, string> { ["Groups__Enabled"] = "false" } };
        await using (var server = await ServerProcess.StartAsync(options))
        {
            var tokens = SeedTokens.Of(server);
            using var alice = new RpcClient(server.Url, tokens.Alice);
            using var bob = new RpcClient(server.Url, tokens.Bob);
            var refusal = $"20000 Unauthorized: User bob cannot read sample {id}";
            foreach (var (method, argument) in new[]
            {
                ("get_sample", """{"id":"ID"}"""), ("get_sample", """{"id":"ID","version":1}"""), ("get_samples", """{"samples":[{"id":"ID"}]}"""),
                ("get_sample_acls", """{"id":"ID"}"""), ("get_history", """{"id":"ID"}"""), ("find_links", """{"sample":{"id":"ID"}}"""),
                ("get_lineage", """{"ids":["ID"]}"""), ("export_samples", """{"samples":[{"id":"ID"}]}"""), ("explain_access", """{"id":"ID"}"""), ("get_data_links_from_sample", """{"id":"ID","version":1}"""),
                ("get_events", """{"after":0,"sample":"ID"}"""),
            })
                for (var time = 0; time < 2; time++)
                    (await bob.CallAsync("SampleService." + method, argument.Replace("ID", id, StringComparison.Ordinal))).AssertRefused(refusal);
            (await bob.CallAsync("SampleService.create_sample", $$"""{"sample":{{SampleText.Next(id)}}}""")).AssertRefused($"20000 Unauthorized: User bob cannot write to sample {id}");
            Assert.Empty((await bob.MapAsync("SampleService.find_samples", """{"scope":"shared"}""")).List("samples"));
            // What a member was told while there were groups he is told still.
            Assert.All((await bob.MapAsync("SampleService.get_events", """{"after":0}""")).List("events").Cast<JsonMap>(), told => Assert.Null(told.Find("sample")));

            Assert.Equal(["@lab"], (await alice.MapAsync("SampleService.get_sample_acls", $$"""{"id":"{{id}}"}""")).List("admin").Cast<string>());
            (await alice.CallAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","read":["@lab"]}""")).AssertRefused("50000 No such user: @lab");
            Assert.Contains("SampleService.get_group is not known here", (await alice.CallAsync("SampleService.get_group", """{"name":"lab"}""")).Message, StringComparison.Ordinal);
        }
    }
}
