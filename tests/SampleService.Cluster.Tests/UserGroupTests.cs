namespace SampleService.Cluster.Tests;

/// <summary>Groups through three processes that are each alone.</summary>
[Collection(ThreeProcesses.Collection)]
public sealed class ProcessUserGroupTests(ThreeProcesses servers) : UserGroupTests(servers)
{
    [PostgresFact]
    public async Task Update_WhileAServerIsFrozen_HoldsWhenItRunsAgain()
    {
        var (id, group) = await NewSharedSampleAsync();
        for (var round = 0; round < 3; round++)
        {
            await ChangeAsync(round, group, "add");
            await SeeAsync(id, group, isMember: true);
            using (Servers.Freeze(round + 1))
                await ChangeAsync(round, group, "remove");
            await SeeAsync(id, group, isMember: false);
        }
    }
}

/// <summary>Groups through a cluster of three silos.</summary>
[Collection(ThreeSilos.Collection)]
public sealed class SiloUserGroupTests(ThreeSilos servers) : UserGroupTests(servers);

/// <summary>Who was taken out of a group through one server reads nothing by it in any call that begins afterwards, through whichever.</summary>
public abstract class UserGroupTests(ThreeServers servers)
{
    private const string Refusal = "20000 Unauthorized: User user2 cannot";

    private static int _groups;

    protected ThreeServers Servers => servers;

    [PostgresFact]
    public async Task Update_SampleThatOthersRemember_HoldsForTheNextCallOfEach()
    {
        var (id, group) = await NewSharedSampleAsync();
        for (var round = 0; round < 5; round++)
        {
            await SeeAsync(id, group, isMember: false);
            await ChangeAsync(round, group, "add");
            await SeeAsync(id, group, isMember: true);
            await ChangeAsync(round + 1, group, "remove");
        }

        await SeeAsync(id, group, isMember: false);
    }

    [PostgresFact]
    public async Task Update_WhileCallsAreMadeEverywhere_HoldsForAllThatBeginAfterIt()
    {
        var (id, group) = await NewSharedSampleAsync();
        for (var round = 0; round < 5; round++)
        {
            await ChangeAsync(round, group, "add");
            var calls = ThreeServers.AtOnce(60, i => ReadAsync(i, id));
            await ChangeAsync(round + 1, group, "remove");
            Assert.All(await ThreeServers.AtOnce(30, i => ReadAsync(i, id)), answer => answer.AssertFailed($"{Refusal} read sample {id}"));
            Assert.All(await calls, answer => Assert.True(answer.Succeeded || answer.Error!.Contains(Refusal, StringComparison.Ordinal), answer.Error));
        }
    }

    [PostgresFact]
    public async Task Update_ThroughAllServersAtOnce_HasOneVersionForEach()
    {
        var (_, group) = await NewSharedSampleAsync();
        var first = (await servers.Call(0, "user1", "get_group", new { name = group })).Value.GetProperty("version").GetInt64();
        var answers = await ThreeServers.AtOnce(
            12, i => servers.Call(i, "user1", "update_group", new { name = group, title = $"title {i}", if_group_version = i < 6 ? (long?)null : first }));
        var done = answers.Count(answer => answer.Succeeded);
        // Of those with a condition one at most comes first; the others have none.
        Assert.InRange(done, 6, 7);
        var changed = await servers.Call(1, "user1", "get_group", new { name = group, history = true });
        Assert.Equal(first + done, changed.Value.GetProperty("version").GetInt64());
        Assert.Equal(
            Enumerable.Range(1, (int)(first + done)), changed.Value.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("version").GetInt32()));
    }

    protected async Task<(string Sample, string Group)> NewSharedSampleAsync()
    {
        var group = $"lab-{Interlocked.Increment(ref _groups)}-{Guid.NewGuid():n}"[..20];
        Assert.True((await servers.Call(0, "user1", "create_group", new { name = group })).Succeeded);
        var id = await servers.NewSample();
        Assert.True((await servers.Call(1, "user1", "update_sample_acls", new { id, write = new[] { $"@{group}" } })).Succeeded);
        return (id, group);
    }

    protected async Task ChangeAsync(int server, string group, string change)
    {
        var answer = await servers.Call(
            server, "user1", "update_group", new Dictionary<string, object> { ["name"] = group, [change] = new[] { "user2" } });
        Assert.True(answer.Succeeded, answer.Error);
    }

    /// <summary>Through each server, twice, so that each remembers the sample.</summary>
    protected async Task SeeAsync(string id, string group, bool isMember)
    {
        for (var server = 0; server < 2 * servers.Count; server++)
        {
            foreach (var (answer, verb) in new[]
            {
                (await ReadAsync(server, id), "read"),
                (await servers.Call(server, "user2", "get_samples", new { samples = new[] { new { id } } }), "read"),
                (await servers.Call(server, "user2", "get_sample_acls", new { id }), "read"),
                (await servers.Call(server, "user2", "create_sample", ThreeServers.Save(id)), "write to"),
            })
                if (isMember)
                    Assert.True(answer.Succeeded, answer.Error);
                else
                    answer.AssertFailed($"{Refusal} {verb} sample {id}");
            var found = await servers.Call(server, "user2", "find_samples", new { scope = "shared", limit = 1000 });
            Assert.Equal(isMember, found.Value.GetProperty("samples").EnumerateArray().Any(sample => sample.GetProperty("id").GetString() == id));
        }

        Assert.Equal(isMember, (await servers.Call(0, "user2", "get_group", new { name = group })).Succeeded);
    }

    private Task<Answer> ReadAsync(int server, string id) => servers.Call(server, "user2", "get_sample", new { id });
}
