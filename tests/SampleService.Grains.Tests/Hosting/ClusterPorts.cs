using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace SampleService.Grains.Tests;

/// <summary>
/// Ports of silos that are connected within the process, where they are but names. Orleans' own allocator looks for some that
/// are free on the machine, and finds none after tests that opened many connections.
/// </summary>
internal sealed class ClusterPorts : ITestClusterPortAllocator
{
    private const int FirstSilo = 30_000;
    private const int FirstGateway = 40_000;

    /// <summary>Beyond those of the silos that a cluster begins with, which are numbered from 0 on.</summary>
    private int _next = 1000;

    /// <summary>The cluster of a builder, with such ports.</summary>
    public static InProcessTestCluster Build(InProcessTestClusterBuilder builder)
    {
        builder.ConfigureSilo((numbered, silo) => silo.Services.PostConfigure<EndpointOptions>(endpoint =>
            (endpoint.SiloPort, endpoint.GatewayPort) = (FirstSilo + numbered.SiloPort, FirstGateway + numbered.SiloPort)));
        return new InProcessTestCluster(builder.Options, new ClusterPorts());
    }

    /// <inheritdoc/>
    public (int, int) AllocateConsecutivePortPairs(int numPorts)
    {
        var first = Interlocked.Add(ref _next, numPorts) - numPorts;
        return (first, first);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
