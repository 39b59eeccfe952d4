namespace SampleService.Server;

/// <summary>Where traces go (configuration section <c>Tracing</c>).</summary>
public sealed class TracingOptions
{
    /// <summary>
    /// A collector that takes OTLP over HTTP, such as http://127.0.0.1:4318. When not given, the environment variables of OpenTelemetry
    /// count (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>); without those either there are no traces.
    /// </summary>
    public string? OtlpEndpoint { get; set; }
}
