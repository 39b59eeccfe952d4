using System.Diagnostics.Metrics;

namespace SampleService.Grains;

/// <summary>What is counted of grains. Orleans has instruments of its own for what it does with them.</summary>
internal static class GrainInstruments
{
    private const string GrainType = "grain_type";

    private static readonly Meter Meter = new("SampleService");

    private static readonly UpDownCounter<int> Activations =
        Meter.CreateUpDownCounter<int>("sample_service.grains.activations", null, "Grains in memory");

    private static readonly UpDownCounter<long> Memory =
        Meter.CreateUpDownCounter<long>("sample_service.grains.memory", "By", "Bytes that grains hold");

    public static void CountActivation(string grainType, int change) =>
        Activations.Add(change, new KeyValuePair<string, object?>(GrainType, grainType));

    public static void CountBytes(long change) => Memory.Add(change);
}
