using System.Collections.Concurrent;
using SampleService.Testing.Postgres;

namespace SampleService.Cluster.Tests;

/// <summary>States of the platform in a deployment of three processes that are each alone.</summary>
[Collection(ThreeProcesses.Collection)]
public sealed class ProcessPlatformStateTests(ThreeProcesses servers) : PlatformStateTests(servers);

/// <summary>States of the platform in a cluster of three silos.</summary>
[Collection(ThreeSilos.Collection)]
public sealed class SiloPlatformStateTests(ThreeSilos servers) : PlatformStateTests(servers);

/// <summary>A state that one process has set is met by the calls of all.</summary>
public abstract class PlatformStateTests(ThreeServers servers) : IAsyncLifetime
{
    private const int Validation = 40;
    private const int Restore = 20;
    private const string Refused = "A validation is being done";

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Other tests share the servers.</summary>
    public async Task DisposeAsync()
    {
        if (PostgresBinaries.SkipReason is not null)
            return;
        foreach (var state in (int[])[Validation, Restore])
            await servers.Govern(0, "PlatformState.clear", new { state });
        foreach (var server in Enumerable.Range(0, servers.Count))
            await AwaitAsync(async () => (await servers.Govern(server, "PlatformState.get", new { })).Value.GetInt32() == 100);
    }

    [PostgresFact]
    public async Task Set_WhileThreeProcessesWrite_NoWriteCommitsAfterItWasAcknowledged()
    {
        var shared = await servers.NewSample();
        var acknowledged = new ConcurrentBag<int>();
        var writers = Enumerable.Range(0, 12).Select(caller => Task.Run(() => SaveUntilRefusedAsync(caller))).ToArray();
        await AwaitAsync(() => Task.FromResult(acknowledged.Count > 50));

        await SetAsync(1, Validation);
        var head = (await servers.Call(2, "user1", "get_sample", new { id = shared })).Version;

        await Task.WhenAll(writers);
        Assert.Equal(head, (await servers.Call(0, "user1", "get_sample", new { id = shared })).Version);
        Assert.Equal(head, acknowledged.Max());

        async Task SaveUntilRefusedAsync(int caller)
        {
            while (true)
            {
                var answer = await servers.Call(caller, "user1", "create_sample", ThreeServers.Save(shared));
                if (!answer.Succeeded)
                {
                    Assert.Equal(Refused, answer.Error);
                    return;
                }

                acknowledged.Add(answer.Version);
            }
        }
    }

    [PostgresFact]
    public async Task Set_ThroughOneProcess_IsMetByWritesOfTheOthersAtOnce()
    {
        for (var round = 0; round < 5; round++)
        {
            await SetAsync(round, Validation);
            Assert.Equal(Refused, (await servers.Call(round + 1, "user1", "create_sample", ThreeServers.Save(null))).Error);
            Assert.True((await servers.Govern(round + 2, "PlatformState.clear", new { state = Validation })).Succeeded);
            await AwaitAsync(async () => (await servers.Call(round + 1, "user1", "create_sample", ThreeServers.Save(null))).Succeeded);
        }
    }

    [PostgresFact]
    public async Task Set_Restore_RefusesReadsOfAllProcessesUntilItIsCleared()
    {
        var id = await servers.NewSample();
        await SetAsync(0, Restore);

        for (var server = 0; server < servers.Count; server++)
            await AwaitAsync(async () => (await servers.Call(server, "user1", "get_sample", new { id })).Error == "A restore is being done");

        Assert.True((await servers.Govern(1, "PlatformState.clear", new { state = Restore })).Succeeded);
        for (var server = 0; server < servers.Count; server++)
            await AwaitAsync(async () => (await servers.Call(server, "user1", "get_sample", new { id })).Succeeded);
    }

    [PostgresFact]
    public async Task Members_AnyProcess_NamesAllThree() =>
        await AwaitAsync(async () => (await servers.Govern(2, "Cluster.members", null)).Value.EnumerateArray()
            .Select(member => member.GetProperty("process").GetString()).Distinct().Count() == servers.Count);

    private async Task SetAsync(int server, int state) =>
        Assert.Null((await servers.Govern(server, "PlatformState.set", new { state, lease_seconds = 60 })).Error);

    private static async Task AwaitAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
            patience.Token.ThrowIfCancellationRequested();
    }
}
