using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace SampleService.Server;

/// <summary>Which instruments of .NET and of Orleans are shown beside our own. What is dropped is never measured.</summary>
internal static class MetricSelection
{
    /// <summary>The meter of .NET.</summary>
    public const string Runtime = "System.Runtime";

    /// <summary>The meter of Orleans, for silos and their clients.</summary>
    public const string Orleans = "Microsoft.Orleans";

    private static readonly string[] RuntimePrefixes = ["dotnet.process.", "dotnet.gc.", "dotnet.thread_pool."];

    /// <summary>
    /// Orleans has about a hundred instruments. These are read only when metrics are, or count what is rare; its histograms
    /// cost something with each message.
    /// </summary>
    private static readonly HashSet<string> OrleansNames =
    [
        "orleans-grains",
        "orleans-catalog-activations",
        "orleans-catalog-activation-working-set",
        "orleans-catalog-activation-created",
        "orleans-catalog-activation-destroyed",
        "orleans-catalog-activation-failed-to-activate",
        "orleans-messaging-sent-local",
        "orleans-messaging-sent-failed",
        "orleans-messaging-sent-dropped",
        "orleans-messaging-rejected",
        "orleans-messaging-rerouted",
        "orleans-messaging-expired",
        "orleans-app-requests-timedout",
        "orleans-app-requests-canceled",
        "orleans-scheduler-long-running-turns",
        "orleans-gateway-connected-clients",
        "orleans-client-connected-gateways",
    ];

    /// <summary>A view: null shows an instrument as it is.</summary>
    public static MetricStreamConfiguration? Select(Instrument instrument)
    {
        var isShown = instrument.Meter.Name switch
        {
            Runtime => instrument.IsObservable && RuntimePrefixes.Any(prefix => instrument.Name.StartsWith(prefix, StringComparison.Ordinal)),
            Orleans => OrleansNames.Contains(instrument.Name),
            _ => true,
        };
        return isShown ? null : MetricStreamConfiguration.Drop;
    }
}
