using SampleService.Testing.Http;
using SampleService.Testing.Servers;

namespace SampleService.Cluster.Tests;

/// <summary>A front end has no grains, and sessions all the same.</summary>
public sealed class FrontEndSessionTests
{
    [PostgresFact]
    public async Task Session_BegunAtAFrontEnd_EndsAtTheSilo()
    {
        await using var deployment = await Deployment.CreateAsync(ThreeServers.LinkLimit, Sharing.Cluster);
        await using var silo = await ServerProcess.StartAsync(deployment.Options with { Arguments = ["--Cluster:GatewayPort", "0"] });
        await using var frontEnd = await ServerProcess.StartAsync(deployment.Options with { Arguments = ["--Cluster:Role", "FrontEnd"] });
        using var atSilo = new SessionClient(silo.Url);
        using var atFrontEnd = new SessionClient(frontEnd.Url);
        var (session, other) = (await atFrontEnd.LogInAsync("token-user1"), await atSilo.LogInAsync("token-user1"));
        Assert.Equal("200", (await atFrontEnd.CallAsync(other)).Outcome);
        Assert.Equal("200", (await atSilo.CallAsync(session)).Outcome);
        await atSilo.LogOutAsync(session);
        await atFrontEnd.LogOutAsync(other);
        Assert.Equal("401 Invalid_session", (await atFrontEnd.CallAsync(session)).Outcome);
        Assert.Equal("401 Invalid_session", (await atSilo.CallAsync(other)).Outcome);
    }
}
