using System.Diagnostics.Metrics;
using SampleService.Api;
using SampleService.Grains;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>Instruments of this process that are read when metrics are asked for. docs/operations.md has the table.</summary>
internal sealed class ServerInstruments : IDisposable
{
    private readonly Meter _meter = new(ServiceTelemetry.Name);

    public ServerInstruments(IServiceProvider services)
    {
        var build = new Measurement<int>(1, new("version", ServiceBuild.Version), new("commit", ServiceBuild.Commit));
        _meter.CreateObservableGauge("sample_service.build_info", () => build, null, "1, labelled with the version and the commit that run");
        var admission = services.GetRequiredService<Admission>();
        _meter.CreateObservableGauge("sample_service.calls_in_flight", () => admission.CallsInFlight, null, "Calls under way");
        _meter.CreateObservableGauge("sample_service.bytes_in_flight", () => admission.BytesInFlight, null, "Cost of all that is under way, in bytes");
        _meter.CreateObservableGauge("sample_service.anonymous_bytes_in_flight", () => admission.AnonymousBytesInFlight, null, "The part of it without a valid token");
        var connections = services.GetRequiredService<ConnectionLimiter>();
        _meter.CreateObservableGauge("sample_service.connections", () => connections.Count, null, "Connections of callers");
        var webSockets = services.GetRequiredService<WebSocketConnections>();
        _meter.CreateObservableGauge("sample_service.websockets", () => webSockets.Count, null, "WebSockets of callers");
        _meter.CreateObservableGauge(
            "sample_service.subscriptions", () => webSockets.FindAll().Sum(connection => connection.Subscriptions.Count), null,
            "Subscriptions to events on WebSockets of callers");
        _meter.CreateObservableCounter("sample_service.log.lost_lines", () => LogOutput.Standard.Lost, null, "Lines of the log that could not be written");
        var samples = services.GetRequiredService<SampleCache>();
        _meter.CreateObservableGauge("sample_service.samples.memory", () => samples.Bytes, "By", "Bytes of versions of samples that are remembered");
    }

    public void Dispose() => _meter.Dispose();
}
