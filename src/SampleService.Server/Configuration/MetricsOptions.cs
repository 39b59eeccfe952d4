namespace SampleService.Server;

/// <summary>The listener for metrics (configuration section <c>Metrics</c>).</summary>
public sealed class MetricsOptions
{
    /// <summary>
    /// Where it listens, http addresses separated by semicolons; empty for nowhere. It asks nobody who they are: keep it on loopback or
    /// within a network of its own. When not given http://127.0.0.1:9464, and nowhere if that port is taken; an address that was
    /// given and cannot be had stops the start.
    /// </summary>
    public string? Urls { get; set; }
}
