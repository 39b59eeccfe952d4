namespace SampleService.Cluster.Tests;

/// <summary>Races on samples through three processes that are each alone.</summary>
[Collection(ThreeProcesses.Collection)]
public sealed class ProcessRaceTests(ThreeProcesses servers) : RaceTests(servers);

/// <summary>Races on samples through a cluster of three silos.</summary>
[Collection(ThreeSilos.Collection)]
public sealed class SiloRaceTests(ThreeSilos servers) : RaceTests(servers);

/// <summary>Many calls at once, through three servers.</summary>
public abstract class RaceTests(ThreeServers servers)
{
    [PostgresFact]
    public async Task Save_UnknownId_IsRefusedToAll()
    {
        var id = Guid.NewGuid().ToString();
        var answers = await ThreeServers.AtOnce(30, i => servers.Call(i, "user1", "create_sample", ThreeServers.Save(id)));
        Assert.All(answers, answer => answer.AssertFailed($"50010 No such sample: {id}"));
        (await servers.Call(0, "user1", "get_sample", new { id })).AssertFailed($"50010 No such sample: {id}");
    }

    [PostgresFact]
    public async Task Save_SamePriorVersion100Times_OneWins()
    {
        var id = await servers.NewSample();
        var answers = await ThreeServers.AtOnce(100, i => servers.Call(i, "user1", "create_sample", ThreeServers.Save(id, 1)));
        Assert.Equal(2, Assert.Single(answers, answer => answer.Succeeded).Version);
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => answer.AssertFailed(
            $"40000 Concurrency violation: Version required for sample {id} is 1, but current version is 2"));
    }

    [PostgresFact]
    public async Task Save_NoPriorVersion200Times_NumbersHaveNoGap()
    {
        var id = await servers.NewSample();
        var answers = await ThreeServers.AtOnce(200, i => servers.Call(i, "user1", "create_sample", ThreeServers.Save(id)));
        Assert.Equal(Enumerable.Range(2, 200), answers.Select(answer => answer.Version).Order());
        for (var server = 0; server < servers.Count; server++)
            Assert.Equal(201, (await servers.Call(server, "user1", "get_sample", new { id })).Version);
    }

    [PostgresFact]
    public async Task UpdateAcls_ManyAtOnce_AreAllKept()
    {
        var id = await servers.NewSample();
        var names = Enumerable.Range(0, 60).Select(i => $"reader{i}").ToArray();
        foreach (var name in names)
            servers.Fakes.Auth.AddUser(name);
        var answers = await ThreeServers.AtOnce(
            names.Length, i => servers.Call(i, "user1", "update_sample_acls", new { id, read = new[] { names[i] } }));
        Assert.All(answers, answer => Assert.Null(answer.Error));
        for (var server = 0; server < servers.Count; server++)
        {
            var acls = (await servers.Call(server, "user1", "get_sample_acls", new { id })).Value;
            Assert.Equal(names.Order(StringComparer.Ordinal), acls.GetProperty("read").EnumerateArray().Select(name => name.GetString()));
        }
    }

    [PostgresFact]
    public async Task GetSample_AfterSave_EveryServerShowsIt()
    {
        var id = await servers.NewSample();
        for (var version = 2; version < 22; version++)
        {
            Assert.Equal(version, (await servers.Call(version, "user1", "create_sample", ThreeServers.Save(id))).Version);
            var seen = await ThreeServers.AtOnce(6, i => servers.Call(i, "user1", "get_sample", new { id }));
            Assert.All(seen, answer => Assert.Equal(version, answer.Version));
        }
    }

    [PostgresFact]
    public async Task Save_AccessRemoved_IsRefusedOnceThatIsAcknowledged()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = await servers.NewSample();
            await servers.Call(round, "user1", "update_sample_acls", new { id, write = new[] { "user2" } });
            var saves = ThreeServers.AtOnce(12, i => servers.Call(i, "user2", "create_sample", ThreeServers.Save(id)));
            Assert.Null((await servers.Call(round, "user1", "update_sample_acls", new { id, remove = new[] { "user2" } })).Error);
            var head = (await servers.Call(round + 1, "user1", "get_sample", new { id })).Version;
            var answers = await saves;

            Assert.Equal(head, (await servers.Call(round + 2, "user1", "get_sample", new { id })).Version);
            Assert.Equal(head - 1, answers.Count(answer => answer.Succeeded));
            Assert.All(answers.Where(answer => !answer.Succeeded), answer => answer.AssertFailed(
                $"20000 Unauthorized: User user2 cannot write to sample {id}"));
            for (var server = 0; server < servers.Count; server++)
                (await servers.Call(server, "user2", "get_sample", new { id })).AssertFailed(
                    $"20000 Unauthorized: User user2 cannot read sample {id}");
        }
    }
}
