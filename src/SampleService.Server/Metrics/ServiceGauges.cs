using System.Diagnostics.Metrics;
using SampleService.Grains;
using SampleService.JsonRpc;
using SampleService.Telemetry;

namespace SampleService.Server;

/// <summary>What is not counted as it happens but read when metrics are asked for.</summary>
internal static partial class ServiceGauges
{
    /// <summary>Adds them to the meter of the service; for the length of the process.</summary>
    public static void Add(IServiceProvider services)
    {
        var admission = services.GetRequiredService<Admission>();
        var meter = Instruments.Meter;
        meter.CreateObservableGauge("sample_service.calls_in_flight", () => admission.CallsInFlight, null, "Calls under way");
        meter.CreateObservableGauge("sample_service.bytes_in_flight", () => admission.BytesInFlight, null, "Bytes of bodies and long answers under way");
        meter.CreateObservableCounter("sample_service.log.lost_lines", () => LogOutput.Standard.Lost, null, "Lines of the log that could not be written");
        var samples = services.GetRequiredService<SampleCache>();
        meter.CreateObservableGauge("sample_service.samples.memory", () => samples.Bytes, "By", "Bytes of versions of samples that are remembered");
        AddGrains(meter, services);
    }

    static partial void AddGrains(Meter meter, IServiceProvider services);
}
