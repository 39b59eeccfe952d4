using System.Globalization;
using SampleService.Cluster.Tests.Disturbed;
using Xunit.Abstractions;

namespace SampleService.Cluster.Tests;

/// <summary>
/// Callers read and write through three servers, a cluster or not, while one after the other is killed, frozen and stopped. More rounds than
/// one are made when the environment variable <c>SAMPLE_SERVICE_DISTURBANCE_ROUNDS</c> says so.
/// </summary>
[Collection(SerialCollection.Name)]
public sealed class DisturbanceTests(ITestOutputHelper output)
{
    private const int CallerCount = 24;

    private static readonly int Rounds = int.Parse(
        Environment.GetEnvironmentVariable("SAMPLE_SERVICE_DISTURBANCE_ROUNDS") ?? "1", CultureInfo.InvariantCulture);

    [PostgresTheory]
    [InlineData(Sharing.Alone)]
    [InlineData(Sharing.Cluster)]
    public async Task Calls_ServersKilledFrozenAndStopped_AreAnsweredRightAndMadeOnce(Sharing sharing)
    {
        await using var deployment = await Deployment.CreateAsync(World.LinkLimit, sharing);
        await using var servers = await Servers.StartAsync(deployment.Options, 3);
        using var rpc = new RpcClient();
        var world = new World(deployment);
        var traffic = new Traffic(rpc, world.Findings);
        await world.FillAsync((method, argument) => traffic.CallAsync(servers[0], method, argument));

        using var callers = new Callers(world, traffic, servers.Choose);
        var disturbances = new Disturbances(world, traffic, servers, callers, () => servers.Open);
        callers.Start(CallerCount);
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                await disturbances.KillAsync(round % 3);
                await disturbances.FreezeAsync((round + 1) % 3);
                await disturbances.DrainAsync((round + 2) % 3);
            }

            traffic.Begin("check at the end");
            await callers.StopAsync();
            await new FinalCheck(world, traffic, [.. servers.Open]).RunAsync();
        }
        finally
        {
            output.WriteLine(traffic.ToString());
        }

        Assert.Empty(world.Findings.All);
    }
}
