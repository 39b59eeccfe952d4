using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SampleService.Upstream;

/// <summary>
/// Metrics and spans of requests to other services. Labels have few values and never hold what callers send. Without a listener
/// nothing is recorded. docs/operations.md lists the instruments.
/// </summary>
internal static class UpstreamInstruments
{
    /// <summary>The outcome of a request that the caller gave up: not a failure of the service.</summary>
    public const string Cancelled = "cancelled";

    // The meter and the activity source of each project have this one name, which is what exporters subscribe to.
    private const string Name = "SampleService";
    private const string Service = "service";
    private const string Outcome = "outcome";
    private const string Kind = "kind";
    private const string Answered = "answered";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "sample_service.upstream.duration", "s", "Time of a request to another service", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50] });

    private static readonly Counter<long> Failures =
        Meter.CreateCounter<long>("sample_service.upstream.failures", null, "Requests to other services that failed");

    /// <summary>Counts one request.</summary>
    /// <param name="service">Short name of the service, such as <c>auth</c>.</param>
    /// <param name="seconds">From the first attempt to the end of the last one.</param>
    /// <param name="outcome">Null when there was a usable answer; else the kind of failure, or <see cref="Cancelled"/>.</param>
    public static void Record(string service, double seconds, string? outcome)
    {
        Duration.Record(seconds, new(Service, service), new(Outcome, outcome ?? Answered));
        if (outcome is not null and not Cancelled)
            Failures.Add(1, new(Service, service), new(Kind, outcome));
    }

    /// <summary>Counts a request that was not made, since too many calls wait for the service.</summary>
    public static void CountRefused(string service) => Failures.Add(1, new(Service, service), new(Kind, "busy"));

    /// <summary>Starts the span of a request; null outside of a call or without a listener.</summary>
    public static Activity? StartSpan(string service) => Source.HasListeners() && Activity.Current is not null
        ? Source.StartActivity(service, ActivityKind.Client)?.SetTag("peer.service", service)
        : null;

    /// <summary>Ends a span. <paramref name="failure"/> is null when it succeeded.</summary>
    public static void EndSpan(Activity? span, string? failure)
    {
        if (span is null)
            return;
        if (failure is not null)
            span.SetTag("error.type", failure).SetStatus(ActivityStatusCode.Error);
        span.Dispose();
    }
}
