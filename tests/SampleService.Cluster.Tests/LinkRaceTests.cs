namespace SampleService.Cluster.Tests;

/// <summary>Races on links through three processes that are each alone.</summary>
[Collection(ThreeProcesses.Collection)]
public sealed class ProcessLinkRaceTests(ThreeProcesses servers) : LinkRaceTests(servers);

/// <summary>Races on links through a cluster of three silos.</summary>
[Collection(ThreeSilos.Collection)]
public sealed class SiloLinkRaceTests(ThreeSilos servers) : LinkRaceTests(servers);

/// <summary>Many calls at once, through three servers.</summary>
public abstract class LinkRaceTests(ThreeServers servers)
{
    [PostgresTheory]
    [InlineData(null)]
    [InlineData("column1")]
    public async Task CreateLink_SameDataUnit_OneWins(string? dataid)
    {
        var id = await servers.NewSample();
        var upa = servers.NewObject();
        var answers = await ThreeServers.AtOnce(40, i => servers.Call(i, "user1", "create_data_link",
            new { upa, dataid, id, version = 1, node = "root" }));
        Assert.Single(answers, answer => answer.Succeeded);
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => answer.AssertFailed(
            $"60000 Data link exists for data ID: {upa}{(dataid is null ? "" : ":" + dataid)}"));
        Assert.Equal(1, await ActiveLinks(upa));
    }

    [PostgresFact]
    public async Task CreateLink_LimitOfObjectVersion_IsReachedAndNotExceeded()
    {
        var upa = servers.NewObject();
        var samples = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => servers.NewSample()));
        var answers = await ThreeServers.AtOnce(60, i => servers.Call(i, "user1", "create_data_link",
            new { upa, dataid = $"d{i}", id = samples[i % 3], version = 1, node = "root" }));
        Assert.Equal(ThreeServers.LinkLimit, answers.Count(answer => answer.Succeeded));
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => answer.AssertFailed(
            $"60010 Too many data links: More than {ThreeServers.LinkLimit} links from workspace object {upa}"));
        Assert.Equal(ThreeServers.LinkLimit, await ActiveLinks(upa));
    }

    [PostgresFact]
    public async Task CreateLink_LimitOfSampleVersion_IsReachedAndNotExceeded()
    {
        var id = await servers.NewSample();
        var upas = Enumerable.Range(0, 60).Select(_ => servers.NewObject()).ToArray();
        var answers = await ThreeServers.AtOnce(upas.Length, i => servers.Call(i, "user1", "create_data_link",
            new { upa = upas[i], id, version = 1, node = "root" }));
        Assert.Equal(ThreeServers.LinkLimit, answers.Count(answer => answer.Succeeded));
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => answer.AssertFailed(
            $"60010 Too many data links: More than {ThreeServers.LinkLimit} links from sample {id} version 1"));
    }

    [PostgresFact]
    public async Task ReplaceLink_WhileItExpires_LeavesAtMostOneAndCountsRight()
    {
        var id = await servers.NewSample();
        var upa = servers.NewObject();
        for (var round = 0; round < 10; round++)
        {
            await servers.Call(round, "user1", "create_data_link", new { upa, id, version = 1, node = "root", update = true });
            var answers = await ThreeServers.AtOnce(12, i => i % 2 == 0
                ? servers.Call(i, "user1", "create_data_link",
                    new { upa, id, version = 1, node = i % 4 == 0 ? "root" : "other", update = true })
                : servers.Call(i, "user1", "expire_data_link", new { upa }));
            Assert.All(answers.Where((_, i) => i % 2 == 0), answer => Assert.Null(answer.Error));
            Assert.All(answers.Where((answer, i) => i % 2 == 1 && !answer.Succeeded), answer => Assert.StartsWith(
                "Sample service error code 50050 No such data link: ", answer.Error));
            Assert.InRange(await ActiveLinks(upa), 0, 1);
        }

        // Had a counter lost step, the limit would be met too early or too late.
        await servers.Call(0, "user1", "expire_data_link", new { upa });
        var links = await ThreeServers.AtOnce(ThreeServers.LinkLimit + 5, i => servers.Call(i, "user1", "create_data_link",
            new { upa, dataid = $"d{i}", id, version = 1, node = "root" }));
        Assert.Equal(ThreeServers.LinkLimit, links.Count(answer => answer.Succeeded));
    }

    [PostgresFact]
    public async Task CreateLink_JustSavedVersion_IsFound()
    {
        var id = await servers.NewSample();
        var upa = servers.NewObject();
        for (var version = 2; version < 12; version++)
        {
            await servers.Call(version, "user1", "create_sample", ThreeServers.Save(id));
            var link = await servers.Call(version + 1, "user1", "create_data_link", new { upa, id, version, node = "root", update = true });
            Assert.Equal(version, link.Value.GetProperty("new_link").GetProperty("version").GetInt32());
        }
    }

    [PostgresFact]
    public async Task CreateLink_AccessRemoved_IsRefusedOnceThatIsAcknowledged()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = await servers.NewSample();
            var upa = servers.NewObject();
            await servers.Call(round, "user1", "update_sample_acls", new { id, admin = new[] { "user2" } });
            var links = ThreeServers.AtOnce(12, i => servers.Call(i, "user2", "create_data_link",
                new { upa, dataid = $"d{i}", id, version = 1, node = "root" }));
            Assert.Null((await servers.Call(round, "user1", "update_sample_acls", new { id, remove = new[] { "user2" } })).Error);
            var then = await ActiveLinks(upa);
            var answers = await links;
            Assert.Equal(then, await ActiveLinks(upa));
            Assert.Equal(then, answers.Count(answer => answer.Succeeded));
            Assert.All(answers.Where(answer => !answer.Succeeded), answer => answer.AssertFailed(
                $"20000 Unauthorized: User user2 cannot administrate sample {id}"));
        }
    }

    private async Task<int> ActiveLinks(string upa) =>
        (await servers.Call(0, "user1", "get_data_links_from_data", new { upa })).Value.GetProperty("links").GetArrayLength();
}
