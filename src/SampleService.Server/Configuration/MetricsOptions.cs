namespace SampleService.Server;

/// <summary>The listener for metrics (configuration section <c>Metrics</c>).</summary>
public sealed class MetricsOptions
{
    /// <summary>Where it listens when the settings do not say.</summary>
    public const string DefaultUrl = "http://127.0.0.1:9464";

    /// <summary>
    /// Where it listens, http addresses separated by semicolons; empty turns it off. It asks for no credentials: keep it on
    /// loopback or within a network of its own. When not given <see cref="DefaultUrl"/>, and nowhere if that port is taken; an
    /// address that was given and cannot be used stops the start.
    /// </summary>
    public string? Urls { get; set; }

    /// <summary>Whether there is a listener at all.</summary>
    public bool IsEnabled => Urls is not { Length: 0 };
}
