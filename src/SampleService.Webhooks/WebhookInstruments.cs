using System.Diagnostics.Metrics;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Webhooks;

/// <summary>What is counted and timed. Labels have few values, never what users chose. docs/operations.md has the table.</summary>
internal static class WebhookInstruments
{
    private const string Received = "received";

    private static readonly Meter Meter = new("SampleService");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "sample_service.webhooks.duration", "s", "Time of a request to a webhook",
        tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 5, 10] });

    private static readonly Gauge<int> Webhooks = Meter.CreateGauge<int>(
        "sample_service.webhooks", null, "Webhooks by state, at the process that sends");

    /// <summary>A request has ended.</summary>
    public static void Record(DeliveryOutcome outcome, TimeSpan duration) =>
        Duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome.Fault ?? Received));

    /// <summary>How many webhooks there are in each state.</summary>
    public static void RecordStates(IReadOnlyList<StoredWebhook> webhooks)
    {
        foreach (var state in WebhookState.OfProgress)
            Webhooks.Record(webhooks.Count(one => one.Webhook.Progress.State == state), new KeyValuePair<string, object?>("state", state));
    }
}
