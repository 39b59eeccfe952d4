using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace SampleService.Server;

/// <summary>What was measured by one instrument, for each set of labels.</summary>
internal sealed class InstrumentSeries
{
    /// <summary>Labels are to have few values; should one not, memory is bounded all the same.</summary>
    private const int MostSeries = 2000;

    private static readonly LabelSet Overflow = LabelSet.Of([new("overflow", "true")]);

    private readonly ConcurrentDictionary<LabelSet, Series> _series = [];
    private readonly double[]? _boundaries;

    public InstrumentSeries(Instrument instrument)
    {
        Instrument = instrument;
        var kind = instrument.GetType().GetGenericTypeDefinition();
        Kind = kind == typeof(Histogram<>) ? "histogram"
            : kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) ? "counter"
            : "gauge";
        IsSum = kind == typeof(Counter<>) || kind == typeof(UpDownCounter<>);
        if (Kind == "histogram")
            _boundaries = Histogram.BoundariesOf(instrument);
    }

    public Instrument Instrument { get; }

    /// <summary>What Prometheus calls it.</summary>
    public string Kind { get; }

    /// <summary>Whether measurements are added up; else the last one counts.</summary>
    private bool IsSum { get; }

    public IEnumerable<KeyValuePair<LabelSet, Series>> All => _series;

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = LabelSet.Of(tags);
        if (!_series.TryGetValue(labels, out var series))
            series = _series.GetOrAdd(_series.Count < MostSeries ? labels : Overflow, static (_, boundaries) => new Series(boundaries), _boundaries);
        series.Record(value, IsSum);
    }

    /// <summary>The measurements with one set of labels.</summary>
    internal sealed class Series(double[]? boundaries)
    {
        private double _value;

        public double Value => Volatile.Read(ref _value);

        /// <summary>Null where only one number is kept.</summary>
        public Histogram? Histogram { get; } = boundaries is null ? null : new Histogram(boundaries);

        public void Record(double value, bool isSum)
        {
            if (Histogram is not null)
                Histogram.Record(value);
            else if (isSum)
                Histogram.Add(ref _value, value);
            else
                Volatile.Write(ref _value, value);
        }
    }
}
