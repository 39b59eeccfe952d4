namespace SampleService.Cluster.Tests;

/// <summary>Tests that measure times, and so run while no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SerialCollection
{
    public const string Name = "serial";
}
