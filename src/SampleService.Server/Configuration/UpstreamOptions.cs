namespace SampleService.Server;

/// <summary>Who knows the users and the data objects (configuration section <c>Upstream</c>).</summary>
public sealed class UpstreamOptions
{
    /// <summary><c>Standalone</c> or <c>KBase</c>; when not given, KBase if KB_DEPLOYMENT_CONFIG is set.</summary>
    public UpstreamMode? Mode { get; set; }
}

/// <summary>Where users and data objects are known.</summary>
public enum UpstreamMode
{
    /// <summary>In tables of this service.</summary>
    Standalone,

    /// <summary>By the KBase auth and workspace services.</summary>
    KBase,
}
