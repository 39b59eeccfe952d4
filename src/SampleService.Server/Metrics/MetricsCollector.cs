using System.Diagnostics.Metrics;
using SampleService.Telemetry;

namespace SampleService.Server;

/// <summary>Listens to the instruments of this process from when it is made, and adds up what they measure.</summary>
internal sealed class MetricsCollector : IDisposable
{
    private const string Runtime = "System.Runtime";
    private const string Orleans = "Microsoft.Orleans";

    private static readonly string[] RuntimeParts = ["dotnet.process.", "dotnet.gc.", "dotnet.thread_pool."];

    private readonly MeterListener _listener = new();
    private readonly List<InstrumentSeries> _instruments = [];
    private readonly Lock _gate = new();

    public MetricsCollector()
    {
        _listener.InstrumentPublished = Publish;
        _listener.SetMeasurementEventCallback<byte>(static (_, value, tags, series) => Record(value, tags, series));
        _listener.SetMeasurementEventCallback<short>(static (_, value, tags, series) => Record(value, tags, series));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, series) => Record(value, tags, series));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, series) => Record(value, tags, series));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, series) => Record(value, tags, series));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, series) => Record(value, tags, series));
        _listener.SetMeasurementEventCallback<decimal>(static (_, value, tags, series) => Record((double)value, tags, series));
        _listener.Start();
    }

    /// <summary>Reads what is only known when it is asked for, and gives all there is.</summary>
    public IReadOnlyList<InstrumentSeries> Collect()
    {
        lock (_gate)
        {
            _listener.RecordObservableInstruments();
            return [.. _instruments];
        }
    }

    public void Dispose() => _listener.Dispose();

    private static void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? series) =>
        ((InstrumentSeries)series!).Record(value, tags);

    private void Publish(Instrument instrument, MeterListener listener)
    {
        if (!IsWanted(instrument))
            return;
        var series = new InstrumentSeries(instrument);
        lock (_gate)
            _instruments.Add(series);
        listener.EnableMeasurementEvents(instrument, series);
    }

    /// <summary>All of our own; of .NET what costs nothing until it is read; of Orleans what is no distribution, for there are many.</summary>
    private static bool IsWanted(Instrument instrument) => instrument.Meter.Name switch
    {
        Instruments.Name => true,
        Runtime => instrument.IsObservable && RuntimeParts.Any(part => instrument.Name.StartsWith(part, StringComparison.Ordinal)),
        Orleans => instrument.GetType().GetGenericTypeDefinition() != typeof(Histogram<>),
        _ => false,
    };
}
