using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SampleService.Telemetry;

namespace SampleService.Server;

/// <summary>Sends traces to a collector, where one is configured.</summary>
internal static class TraceExport
{
    private const string StandardEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string StandardTracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    private const string Path = "v1/traces";

    /// <summary>Begins it; null where nobody wants traces. What is disposed of sends what it still has.</summary>
    /// <exception cref="StartException">The address is none.</exception>
    public static IDisposable? Start(TracingOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.OtlpEndpoint)
            && string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(StandardEndpoint))
            && string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(StandardTracesEndpoint)))
            return null;
        var endpoint = string.IsNullOrWhiteSpace(options.OtlpEndpoint) ? null : Parse(options.OtlpEndpoint);
        return Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService("sample-service").AddEnvironmentVariableDetector())
            .AddSource(Instruments.Name)
            .AddOtlpExporter(exporter =>
            {
                if (endpoint is null)
                    return;
                exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                exporter.Endpoint = endpoint;
            })
            .Build();
    }

    private static Uri Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new StartException($"Tracing:OtlpEndpoint = '{text}' is not a URL like http://127.0.0.1:4318");
        return address.AbsolutePath.EndsWith(Path, StringComparison.Ordinal)
            ? address
            : new Uri(address.AbsoluteUri.TrimEnd('/') + "/" + Path);
    }
}
