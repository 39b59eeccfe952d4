namespace SampleService.Cluster.Tests;

/// <summary>Withdrawals through three processes that are each alone.</summary>
[Collection(ThreeProcesses.Collection)]
public sealed class ProcessWithdrawalTests(ThreeProcesses servers) : WithdrawalTests(servers);

/// <summary>Withdrawals through a cluster of three silos.</summary>
[Collection(ThreeSilos.Collection)]
public sealed class SiloWithdrawalTests(ThreeSilos servers) : WithdrawalTests(servers);

/// <summary>What is withdrawn through one server does not exist for any call that begins afterwards, through whichever.</summary>
public abstract class WithdrawalTests(ThreeServers servers)
{
    [PostgresFact]
    public async Task Withdraw_SampleThatOthersRemember_DoesNotExistForThem()
    {
        for (var round = 0; round < 5; round++)
        {
            var id = await servers.NewSample();
            // Read twice, so that each remembers it.
            for (var server = 0; server < 2 * servers.Count; server++)
                await SeeAsync(server, id, null);
            Assert.True((await servers.Call(round, "user1", "withdraw_sample", new { id, reason = "a mistake" })).Succeeded);
            for (var server = 0; server < servers.Count; server++)
                await SeeAsync(server, id, $"50010 No such sample: {id}");
            Assert.True((await servers.Call(round + 1, "user1", "restore_sample", new { id })).Succeeded);
            for (var server = 0; server < servers.Count; server++)
                await SeeAsync(server, id, null);
        }
    }

    [PostgresFact]
    public async Task Withdraw_VersionThatOthersRemember_DoesNotExistForThem()
    {
        var id = await servers.NewSample();
        var saved = await servers.Call(0, "user1", "create_sample", new { sample = new { id, node_tree = new[] { new { id = "root", type = "BioReplicate" } } } });
        Assert.Equal(2, saved.Version);
        for (var server = 0; server < 2 * servers.Count; server++)
            Assert.Equal(1, (await servers.Call(server, "user1", "get_sample", new { id, version = 1 })).Version);
        Assert.True((await servers.Call(1, "user1", "withdraw_sample", new { id, version = 1, reason = "a mistake" })).Succeeded);
        for (var server = 0; server < servers.Count; server++)
        {
            (await servers.Call(server, "user1", "get_sample", new { id, version = 1 })).AssertFailed($"50020 No such sample version: {id} ver 1");
            (await servers.Call(server, "user1", "get_samples", new { samples = new[] { new { id, version = 1 } } }))
                .AssertFailed($"50020 No such sample version: {id} ver 1");
            Assert.Equal(2, (await servers.Call(server, "user1", "get_sample", new { id })).Version);
        }
    }

    private async Task SeeAsync(int server, string id, string? error)
    {
        foreach (var answer in new[]
        {
            await servers.Call(server, "user1", "get_sample", new { id }), await servers.Call(server, "user1", "get_sample_acls", new { id }),
            await servers.Call(server, "user1", "get_samples", new { samples = new[] { new { id } } }),
        })
            if (error is null)
                Assert.True(answer.Succeeded, answer.Error);
            else
                answer.AssertFailed(error);
    }
}
