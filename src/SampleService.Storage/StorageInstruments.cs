using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SampleService.Storage;

/// <summary>
/// What the stores count, time and trace. Labels have few values: names of operations and kinds of failure, never what
/// callers send. docs/operations.md has the table.
/// </summary>
internal static class StorageInstruments
{
    /// <summary>The meter and the source of spans have the name that all parts of the service use.</summary>
    private const string Name = "SampleService";

    private const string Operation = "operation";
    private const string Outcome = "outcome";
    private const string Kind = "kind";

    private static readonly Meter Meter = new(Name);

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Operations of the stores, waits for the writer or a connection included; by operation and outcome.</summary>
    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "sample_service.store.duration", "s", "Time of an operation on the database, waits included",
        tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBoundaries() });

    private static readonly Counter<long> Failures =
        Meter.CreateCounter<long>("sample_service.store.failures", null, "Failures of the database");

    /// <summary>Writes that SQLite's writer committed at once.</summary>
    public static readonly Histogram<long> Batch = Meter.CreateHistogram(
        "sample_service.store.batch", null, "Writes committed in one transaction by the writer of SQLite",
        tags: null, new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] });

    /// <summary>Writes that wait for SQLite's writer.</summary>
    public static readonly UpDownCounter<long> Queue =
        Meter.CreateUpDownCounter<long>("sample_service.store.queue", null, "Writes that wait for the writer of SQLite");

    /// <summary>Samples whose postings were written.</summary>
    public static readonly Counter<long> Indexed =
        Meter.CreateCounter<long>("sample_service.search.indexed", null, "Samples that were indexed");

    /// <summary>Samples whose postings could not be made.</summary>
    public static readonly Counter<long> IndexFailures =
        Meter.CreateCounter<long>("sample_service.search.failures", null, "Times that a sample could not be indexed");

    /// <summary>Samples that wait to be indexed, when last counted.</summary>
    public static readonly Gauge<long> SearchQueue =
        Meter.CreateGauge<long>("sample_service.search.queue", null, "Samples that wait to be indexed, counted up to 10000");

    /// <summary>Samples of a database from before that are done.</summary>
    public static readonly Gauge<long> Backfilled =
        Meter.CreateGauge<long>("sample_service.search.backfilled", null, "Samples from before an upgrade that were made findable");

    private static readonly Counter<long> Published =
        Meter.CreateCounter<long>("sample_service.events.published", null, "Events that this process has given their positions");

    private static readonly Histogram<double> PublishingLag = Meter.CreateHistogram(
        "sample_service.events.lag", "s", "Time from a change to the position of its event, of the oldest in each transaction",
        tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600] });

    /// <summary>Whether operations have to be timed.</summary>
    public static bool IsTimed => Duration.Enabled;

    public static void RecordDuration(TimeSpan elapsed, string operation, string outcome) =>
        Duration.Record(elapsed.TotalSeconds, new(Operation, operation), new(Outcome, outcome));

    /// <summary>Counts events that have got their positions in one transaction.</summary>
    /// <param name="number">How many.</param>
    /// <param name="lag">How long ago the change of the oldest one was.</param>
    public static void CountPublished(int number, TimeSpan lag)
    {
        Published.Add(number);
        PublishingLag.Record(lag.TotalSeconds);
    }

    public static void CountFailure(string kind) => Failures.Add(1, new KeyValuePair<string, object?>(Kind, kind));

    /// <summary>Begins the span of an operation; null outside of a call, and when no listener wants it.</summary>
    /// <param name="system">Which database, as OpenTelemetry calls it.</param>
    /// <param name="operation">The operation.</param>
    public static Activity? BeginSpan(string system, string operation) =>
        Source.HasListeners() && Activity.Current is not null
            ? Source.StartActivity(operation, ActivityKind.Client)
                ?.SetTag("db.system.name", system).SetTag("db.operation.name", operation)
            : null;

    /// <summary>Ends a span; the operation failed if there is a kind of failure.</summary>
    public static void EndSpan(Activity? span, string? failure)
    {
        if (span is null)
            return;
        if (failure is not null)
            span.SetTag("error.type", failure).SetStatus(ActivityStatusCode.Error);
        span.Dispose();
    }

    /// <summary>Three a factor of ten, from 10 microseconds to 100 seconds.</summary>
    private static double[] DurationBoundaries()
    {
        var boundaries = new List<double>();
        for (var power = 0.00001; power < 99; power *= 10)
            foreach (var factor in (ReadOnlySpan<double>)[1, 2.5, 5])
                // Rounded, so that they can be read.
                boundaries.Add(Math.Round(power * factor, 6));
        return [.. boundaries.Where(boundary => boundary <= 100)];
    }
}
