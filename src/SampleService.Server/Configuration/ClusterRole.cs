namespace SampleService.Server;

/// <summary>What a process of a cluster does.</summary>
public enum ClusterRole
{
    /// <summary>Runs grains, and serves callers.</summary>
    Silo,

    /// <summary>Serves callers, and leaves the grains to the silos.</summary>
    FrontEnd,
}
