using SampleService.Cluster.Tests.Disturbed;
using Xunit.Abstractions;

namespace SampleService.Cluster.Tests;

/// <summary>A silo that is asked to stop hands back what it does not do.</summary>
[Collection(SerialCollection.Name)]
public sealed class StoppingSiloTests(ITestOutputHelper output)
{
    private const int CallerCount = 24;

    /// <summary>What a silo writes when it does not know what became of a call, and makes it again.</summary>
    private const string Lost = "is called again after SiloUnavailableException";

    private const string TurnedAway = "is called again after OrleansMessageRejectionException";

    [PostgresFact]
    public async Task Terminate_SilosUnderLoad_LoseNoCall()
    {
        await using var deployment = await Deployment.CreateAsync(World.LinkLimit, Sharing.Cluster);
        var options = deployment.Options with
        {
            Environment = new Dictionary<string, string>(deployment.Options.Environment)
            {
                ["Logging__LogLevel__SampleService.Server.GrainCallRetryFilter"] = "Information",
            },
        };
        await using var servers = await Servers.StartAsync(options, 3);
        using var rpc = new RpcClient();
        var world = new World(deployment);
        var traffic = new Traffic(rpc, world.Findings);
        await world.FillAsync((method, argument) => traffic.CallAsync(servers[0], method, argument));
        using var callers = new Callers(world, traffic, servers.Choose);
        var disturbances = new Disturbances(world, traffic, servers, callers, () => servers.Open);
        var written = new List<string>();
        callers.Start(CallerCount);
        try
        {
            for (var number = 0; number < 3; number++)
            {
                var stopping = servers[number].Process;
                await disturbances.DrainAsync(number);
                written.AddRange([stopping.Output, .. servers.Open.Select(member => member.Process.Output)]);
            }

            await callers.StopAsync();
        }
        finally
        {
            output.WriteLine(traffic.ToString());
        }

        Assert.Empty(world.Findings.All);
        Assert.All(written, text => Assert.DoesNotContain(Lost, text, StringComparison.Ordinal));
        Assert.Contains(written, text => text.Contains(TurnedAway, StringComparison.Ordinal));
    }
}
