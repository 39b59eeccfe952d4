namespace SampleService.Cluster.Tests;

/// <summary>Other owners through three processes that are each alone.</summary>
[Collection(ThreeProcesses.Collection)]
public sealed class ProcessOwnershipTests(ThreeProcesses servers) : OwnershipTests(servers);

/// <summary>Other owners through a cluster of three silos.</summary>
[Collection(ThreeSilos.Collection)]
public sealed class SiloOwnershipTests(ThreeSilos servers) : OwnershipTests(servers);

/// <summary>Who has accepted a sample through one server is its owner in any call that begins afterwards, through whichever.</summary>
public abstract class OwnershipTests(ThreeServers servers)
{
    [PostgresFact]
    public async Task Accept_SampleThatOthersRemember_IsTheNewOwners()
    {
        for (var round = 0; round < 5; round++)
        {
            var id = await servers.NewSample();
            // Read twice, so that each remembers it.
            for (var server = 0; server < 2 * servers.Count; server++)
                Assert.True((await servers.Call(server, "user1", "get_sample_acls", new { id })).Succeeded);
            Assert.True((await servers.Call(round, "user1", "offer_sample", new { id, to = "user2", keep = "none" })).Succeeded);
            Assert.True((await servers.Call(round + 1, "user2", "accept_offer", new { id })).Succeeded);
            for (var server = 0; server < servers.Count; server++)
            {
                (await servers.Call(server, "user1", "get_sample", new { id })).AssertFailed($"20000 Unauthorized: User user1 cannot read sample {id}");
                (await servers.Call(server, "user1", "update_sample_acls", new { id, read = new[] { "user1" } }))
                    .AssertFailed($"20000 Unauthorized: User user1 cannot administrate sample {id}");
                Assert.True((await servers.Call(server, "user2", "get_sample", new { id })).Succeeded);
                Assert.True((await servers.Call(server, "user2", "update_sample_acls", new { id, read = new[] { "user3" } })).Succeeded);
            }
        }
    }

    [PostgresFact]
    public async Task AcceptAndCancel_ThroughDifferentServers_OneIsDone()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = await servers.NewSample();
            Assert.True((await servers.Call(round, "user1", "offer_sample", new { id, to = "user2" })).Succeeded);
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 6).Select(i => servers.Call(round + i, i % 2 == 0 ? "user2" : "user1", i % 2 == 0 ? "accept_offer" : "cancel_offer", new { id })));
            var done = Assert.Single(Enumerable.Range(0, answers.Length), i => answers[i].Succeeded);
            for (var server = 0; server < servers.Count; server++)
                Assert.Equal(
                    done % 2 == 0 ? "user2" : "user1",
                    (await servers.Call(server, "user1", "get_sample_acls", new { id })).Value.GetProperty("owner").GetString());
        }
    }
}
