using System.Diagnostics.Metrics;

namespace SampleService.Telemetry;

/// <summary>
/// Everything the service counts and times, under one meter. Labels have few values: names of methods and operations,
/// codes, kinds; never what callers send. Nothing is done while nobody listens, and nothing is allocated when somebody does.
/// docs/operations.md has the table.
/// </summary>
public static class Instruments
{
    /// <summary>The name of the meter and of the source of spans.</summary>
    public const string Name = "SampleService";

    public const string Method = "method";
    public const string Outcome = "outcome";
    public const string Reason = "reason";
    public const string Operation = "operation";
    public const string Kind = "kind";
    public const string Service = "service";
    public const string GrainType = "grain_type";

    /// <summary>The method of calls that name none that there is.</summary>
    public const string Unknown = "unknown";

    private const string Seconds = "s";

    /// <summary>The meter. Whoever has something to be read when it is asked for adds an observable instrument.</summary>
    public static readonly Meter Meter = new(Name);

    /// <summary>Calls that were answered, or whose callers had gone; by method and <see cref="OutcomeCodes"/>.</summary>
    public static readonly Counter<long> Calls = Meter.CreateCounter<long>("sample_service.calls", null, "Calls that have ended");

    /// <summary>From the arrival of a call until its answer was ready to be sent, by method.</summary>
    public static readonly Histogram<double> CallDuration =
        Times("sample_service.call.duration", "Time from the arrival of a call until its answer was ready", 0.0001);

    /// <summary>What was refused because too much was under way: <c>calls</c> or <c>bytes</c>.</summary>
    public static readonly Counter<long> Busy =
        Meter.CreateCounter<long>("sample_service.busy", null, "Times that something was refused because of the load");

    /// <summary>Operations of the stores, waits for the writer or a connection included; by operation and outcome.</summary>
    public static readonly Histogram<double> StoreDuration =
        Times("sample_service.store.duration", "Time of an operation on the database, waits included", 0.00001);

    /// <summary>Failures of the database, by kind.</summary>
    public static readonly Counter<long> StoreFailures =
        Meter.CreateCounter<long>("sample_service.store.failures", null, "Failures of the database");

    /// <summary>Writes that SQLite's writer committed at once.</summary>
    public static readonly Histogram<long> StoreBatch = Meter.CreateHistogram(
        "sample_service.store.batch", null, "Writes committed in one transaction by the writer of SQLite",
        tags: null, new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] });

    /// <summary>Writes that wait for SQLite's writer.</summary>
    public static readonly UpDownCounter<long> StoreQueue =
        Meter.CreateUpDownCounter<long>("sample_service.store.queue", null, "Writes that wait for the writer of SQLite");

    /// <summary>Requests to other services, by service and whether there was an answer.</summary>
    public static readonly Histogram<double> UpstreamDuration =
        Times("sample_service.upstream.duration", "Time of a request to another service", 0.001);

    /// <summary>Requests to other services that failed, by service and kind.</summary>
    public static readonly Counter<long> UpstreamFailures =
        Meter.CreateCounter<long>("sample_service.upstream.failures", null, "Requests to other services that failed");

    /// <summary>Ten buckets for each factor of a thousand are enough to see a change, and few enough to keep.</summary>
    private static Histogram<double> Times(string name, string description, double least) => Meter.CreateHistogram(
        name, Seconds, description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Boundaries(least) });

    private static double[] Boundaries(double least)
    {
        var boundaries = new List<double>();
        for (var power = least; power < 99; power *= 10)
            foreach (var factor in (ReadOnlySpan<double>)[1, 2.5, 5])
                // Rounded, so that they can be read.
                boundaries.Add(Math.Round(power * factor, 6));
        return [.. boundaries.Where(boundary => boundary <= 100)];
    }
}
