using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SampleService.Api;

namespace SampleService.Server;

/// <summary>
/// Metrics and traces of this process through OpenTelemetry. They have an SDK of their own instead of the host's, because
/// they begin before the host is built (the start already asks other services) and end after it is gone.
/// </summary>
internal static class ServiceTelemetry
{
    /// <summary>The name of all meters and of the activity source of the service.</summary>
    public const string Name = "SampleService";

    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string OtlpTracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    private const string OtlpMetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";
    private const string TracesPath = "/v1/traces";

    /// <summary>Starts what the settings and the environment ask for. Disposing it sends what is still unsent.</summary>
    /// <exception cref="StartException">The URL of a collector is malformed.</exception>
    public static OpenTelemetrySdk Start(Settings settings)
    {
        var servesMetrics = settings.Metrics.IsEnabled;
        var hasCollector = Read(OtlpEndpoint) is not null;
        var metricsCollector = Parse(OtlpMetricsEndpoint, Read(OtlpMetricsEndpoint));
        var tracesCollector = WithTracesPath(Parse("Tracing:OtlpEndpoint", settings.Tracing.OtlpEndpoint));
        var tracesProtocol = tracesCollector is null ? (OtlpExportProtocol?)null : OtlpExportProtocol.HttpProtobuf;
        tracesCollector ??= Parse(OtlpTracesEndpoint, Read(OtlpTracesEndpoint));
        return OpenTelemetrySdk.Create(telemetry =>
        {
            telemetry.ConfigureResource(resource => resource.AddService("sample-service", serviceVersion: ServiceBuild.Version).AddEnvironmentVariableDetector());
            if (servesMetrics || hasCollector || metricsCollector is not null)
                telemetry.WithMetrics(metrics =>
                {
                    metrics.AddMeter(Name, MetricSelection.Runtime, MetricSelection.Orleans).AddView(MetricSelection.Select);
                    if (servesMetrics)
                        metrics.AddPrometheusExporter(ConfigurePrometheus);
                    if (hasCollector || metricsCollector is not null)
                        metrics.AddOtlpExporter(exporter => SendTo(exporter, metricsCollector, null));
                });
            if (SendsTraces(settings.Tracing))
                telemetry.WithTracing(traces => traces
                    .AddSource(Name)
                    .AddOtlpExporter(exporter => SendTo(exporter, tracesCollector, tracesProtocol)));
        });
    }

    /// <summary>Whether the settings or the environment name a collector of traces.</summary>
    public static bool SendsTraces(TracingOptions options) =>
        !string.IsNullOrWhiteSpace(options.OtlpEndpoint) || Read(OtlpEndpoint) is not null || Read(OtlpTracesEndpoint) is not null;

    private static void ConfigurePrometheus(PrometheusAspNetCoreOptions prometheus)
    {
        prometheus.ScopeInfoEnabled = false;
        prometheus.TargetInfoEnabled = false;
        // A second scrape soon after the first shows what happened in between.
        prometheus.ScrapeResponseCacheDurationMilliseconds = 0;
    }

    /// <summary>The exporter itself reads the variable for all signals and the protocol, but not the variables for one signal.</summary>
    private static void SendTo(OtlpExporterOptions exporter, Uri? collector, OtlpExportProtocol? protocol)
    {
        if (protocol is not null)
            exporter.Protocol = protocol.Value;
        if (collector is not null)
            exporter.Endpoint = collector;
    }

    private static string? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    private static Uri? Parse(string name, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new StartException($"{name} = '{text}' is not a URL like http://127.0.0.1:4318");
        return address;
    }

    private static Uri? WithTracesPath(Uri? collector) =>
        collector is null || collector.AbsolutePath.EndsWith(TracesPath[1..], StringComparison.Ordinal)
            ? collector
            : new Uri(collector.AbsoluteUri.TrimEnd('/') + TracesPath);
}
