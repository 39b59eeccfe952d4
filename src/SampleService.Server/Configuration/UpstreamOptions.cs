using System.ComponentModel.DataAnnotations;

namespace SampleService.Server;

/// <summary>Who knows the users and the data objects (configuration section <c>Upstream</c>).</summary>
public sealed class UpstreamOptions
{
    /// <summary>The environment variable that names a <c>deploy.cfg</c>.</summary>
    internal const string DeploymentFile = "KB_DEPLOYMENT_CONFIG";

    /// <summary><c>Standalone</c> or <c>KBase</c>; when not given, KBase if KB_DEPLOYMENT_CONFIG is set.</summary>
    public UpstreamMode? Mode { get; set; }

    /// <summary>Seconds that a request to the auth or workspace service of KBase may take.</summary>
    [Range(1, 300, ErrorMessage = "1 to 300 are allowed")]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>The path of the KBase <c>deploy.cfg</c>; null if none is named.</summary>
    internal static string? DeploymentPath =>
        Environment.GetEnvironmentVariable(DeploymentFile) is { } path && !string.IsNullOrWhiteSpace(path) ? path : null;

    /// <summary>The mode, also when it is not given.</summary>
    internal UpstreamMode EffectiveMode => Mode ?? (DeploymentPath is null ? UpstreamMode.Standalone : UpstreamMode.KBase);
}

/// <summary>Where users and data objects are known.</summary>
public enum UpstreamMode
{
    /// <summary>In tables of this service.</summary>
    Standalone,

    /// <summary>By the KBase auth and workspace services.</summary>
    KBase,
}
