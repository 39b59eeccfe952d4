using System.Diagnostics.Metrics;
using SampleService.Actors;
using SampleService.Telemetry;

namespace SampleService.Server;

/// <content>Those of the host that runs the grains in this process. On silos Orleans has its own.</content>
internal sealed partial class ServerInstruments
{
    static partial void AddGrains(Meter meter, IServiceProvider services)
    {
        var host = services.GetRequiredService<ActorStatistics>();
        meter.CreateObservableGauge(
            "sample_service.grains.activations",
            () => host.ActivationsByGrainType.Select(
                entry => new Measurement<int>(entry.Value, new KeyValuePair<string, object?>(Instruments.GrainType, entry.Key))),
            null, "Grains in memory");
        meter.CreateObservableGauge("sample_service.grains.memory", () => host.Bytes, "By", "Bytes that grains hold");
        meter.CreateObservableGauge("sample_service.grains.queued", () => host.QueuedTurns, null, "Calls of grains that wait for their turn");
        meter.CreateObservableGauge("sample_service.grains.awaiting", () => host.AwaitingTurns, null, "Calls of grains that have begun and await something");
    }
}
