using SampleService.Cluster.Tests.Disturbed;
using SampleService.Testing.Servers;
using Xunit.Abstractions;

namespace SampleService.Cluster.Tests;

/// <summary>A process that serves callers and leaves the grains to silos outlives these.</summary>
[Collection(SerialCollection.Name)]
public sealed class FrontEndTests(ITestOutputHelper output)
{
    private const int Silos = 3;
    private const int CallerCount = 12;

    /// <summary>A front end does not learn that the silo is dead that a call has been sent on to: it waits for so long.</summary>
    private const string ResponseSeconds = "8";

    [PostgresFact]
    public async Task Calls_SiloKilledAndAllRestarted_AreAnsweredRight()
    {
        await using var deployment = await Deployment.CreateAsync(World.LinkLimit, Sharing.Cluster);
        await using var silos = await Servers.StartAsync(
            deployment.Options with { Arguments = ["--Cluster:GatewayPort", "0"] }, Silos);
        await using var frontEnds = await Servers.StartAsync(
            deployment.Options with { Arguments = ["--Cluster:Role", "FrontEnd", "--Cluster:ResponseSeconds", ResponseSeconds] }, 1);
        var door = frontEnds[0];
        using var rpc = new RpcClient();
        var world = new World(deployment);
        var traffic = new Traffic(rpc, world.Findings);
        Task<Answer?> Call(string method, object argument) => traffic.CallAsync(door, method, argument);
        await world.FillAsync(Call);
        await AssertOneWinsAsync(world.Untouched[0].Id, Call);

        using var callers = new Callers(world, traffic, _ => door);
        var disturbances = new Disturbances(world, traffic, silos, callers, () => [door]);
        callers.Start(CallerCount);
        try
        {
            await disturbances.KillAsync(0);
            await disturbances.RestartAllAsync(Silos);
            traffic.Begin("check at the end");
            await callers.StopAsync();
            await new FinalCheck(world, traffic, [door, .. silos.Open]).RunAsync();
        }
        finally
        {
            output.WriteLine(traffic.ToString());
        }

        Assert.Empty(world.Findings.All);
    }

    private static async Task AssertOneWinsAsync(string id, Func<string, object, Task<Answer?>> call)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => call("create_sample", Content.Save(id, $"race {i}", 1))));
        Assert.Equal(2, Assert.Single(answers, answer => answer!.Succeeded)!.Version);
        Assert.All(answers.Where(answer => !answer!.Succeeded), answer => answer!.AssertFailed(
            $"40000 Concurrency violation: Version required for sample {id} is 1, but current version is 2"));
    }
}
