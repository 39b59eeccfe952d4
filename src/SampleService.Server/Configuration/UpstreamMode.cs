namespace SampleService.Server;

/// <summary>Where users and data objects are known.</summary>
public enum UpstreamMode
{
    /// <summary>In tables of this service.</summary>
    Standalone,

    /// <summary>By the KBase auth and workspace services.</summary>
    KBase,
}
