using Orleans.TestingHost;

namespace SampleService.Silo.Tests;

/// <summary>
/// Ports of silos that are connected within the process, where they are but names. Orleans' own allocator looks for some that
/// are free on the machine, and finds none after tests that opened many connections.
/// </summary>
internal sealed class ClusterPorts : ITestClusterPortAllocator
{
    private const int FirstGateway = 40_000;

    /// <summary>For silos that are added later.</summary>
    private const int Spare = 10;

    /// <summary>The cluster of a builder, with such ports.</summary>
    public static InProcessTestCluster Build(InProcessTestClusterBuilder builder)
    {
        var ports = new ClusterPorts();
        (builder.Options.BaseSiloPort, builder.Options.BaseGatewayPort) =
            ports.AllocateConsecutivePortPairs(builder.Options.InitialSilosCount + Spare);
        return new InProcessTestCluster(builder.Options, ports);
    }

    /// <inheritdoc/>
    public (int, int) AllocateConsecutivePortPairs(int numPorts) => (FirstGateway - numPorts, FirstGateway);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
