using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SampleService.JsonRpc;

/// <summary>
/// What is counted, timed and traced of calls. Labels have few values: names of methods, codes; never what callers send.
/// Without listeners nothing is done. docs/operations.md has the table.
/// </summary>
public static class JsonRpcInstruments
{
    /// <summary>The name of the meter and of the source of spans, which all parts of the service share.</summary>
    public const string Name = "SampleService";

    private const string Method = "method";
    private const string Outcome = "outcome";
    private const string Reason = "reason";

    /// <summary>The method of calls that name no method there is.</summary>
    private const string Unknown = "unknown";

    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Source = new(Name);

    private static readonly Counter<long> Calls = Meter.CreateCounter<long>("sample_service.calls", null, "Calls that have ended");

    private static readonly Histogram<double> CallDuration = Meter.CreateHistogram(
        "sample_service.call.duration", "s", "Time from the arrival of a call until its answer was ready", tags: null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries =
            [
                0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50,
            ],
        });

    private static readonly Counter<long> Busy =
        Meter.CreateCounter<long>("sample_service.busy", null, "Times that something was refused because of the load");

    /// <summary>Begins the span of a call; it is always the first of its trace, whatever the caller sends.</summary>
    public static Activity? BeginCall(string callId)
    {
        if (!Source.HasListeners())
            return null;
        Activity.Current = null;
        return Source.StartActivity("call", ActivityKind.Server)?.SetTag("sample_service.call_id", callId);
    }

    /// <summary>Counts a call that has ended, and completes its span.</summary>
    /// <param name="method">The method; null if the name that was called is unknown.</param>
    /// <param name="duration">From its arrival until its answer was ready.</param>
    /// <param name="outcome">One of <see cref="OutcomeCodes"/>.</param>
    internal static void EndCall(string? method, TimeSpan duration, int outcome)
    {
        var name = method ?? Unknown;
        Calls.Add(1, new(Method, name), new(Outcome, OutcomeCodes.Text(outcome)));
        CallDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>(Method, name));
        if (!Source.HasListeners() || Activity.Current is not { Kind: ActivityKind.Server } span)
            return;
        span.DisplayName = name;
        span.SetTag("rpc.method", name).SetTag("sample_service.outcome", outcome);
        if (outcome != OutcomeCodes.Success)
            span.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>Counts a refusal because of the load.</summary>
    /// <param name="reason">
    /// What there was too much of: <c>calls</c>, <c>bytes</c>, <c>anonymous</c> of those without a valid token; <c>memory</c>.
    /// </param>
    public static void CountBusy(string reason) => Busy.Add(1, new KeyValuePair<string, object?>(Reason, reason));
}
