using System.Diagnostics;

namespace SampleService.Telemetry;

/// <summary>
/// Traces of calls: a span for each, and below it one for each operation on the database and each request to another
/// service. They hold names and codes, nothing that callers send. Without a listener there are none, and they cost nothing.
/// </summary>
public static class Spans
{
    private const string MethodTag = "rpc.method";
    private const string OutcomeTag = "sample_service.outcome";
    private const string CallIdTag = "sample_service.call_id";

    private static readonly ActivitySource Source = new(Instruments.Name);

    /// <summary>Begins the span of a call; it is always the first of its trace, whatever the caller says.</summary>
    public static Activity? BeginCall(string callId)
    {
        if (!Source.HasListeners())
            return null;
        Activity.Current = null;
        return Source.StartActivity("call", ActivityKind.Server)?.SetTag(CallIdTag, callId);
    }

    /// <summary>Says of the call that is under way how it ended.</summary>
    public static void EndCall(string? method, int outcome)
    {
        if (!Source.HasListeners() || Activity.Current is not { Kind: ActivityKind.Server } span)
            return;
        span.DisplayName = method ?? Instruments.Unknown;
        span.SetTag(MethodTag, method ?? Instruments.Unknown).SetTag(OutcomeTag, outcome);
        if (outcome != OutcomeCodes.Success)
            span.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>What another process has to know to go on with the span that is under way here; null when there is none.</summary>
    public static string? Parent => Source.HasListeners() ? Activity.Current?.Id : null;

    /// <summary>Begins the call of a grain.</summary>
    /// <param name="parent"><see cref="Parent"/> of the process that calls; null where there is no trace.</param>
    /// <param name="name">The method of the grain.</param>
    public static Activity? BeginGrainCall(string? parent, string name) =>
        parent is not null && Source.HasListeners() ? Source.StartActivity(name, ActivityKind.Internal, parent) : null;

    /// <summary>Begins an operation on the database; null outside of a call.</summary>
    /// <param name="system">Which database, as OpenTelemetry calls it.</param>
    /// <param name="operation">The operation.</param>
    public static Activity? BeginStore(string system, string operation) =>
        Begin(operation)?.SetTag("db.system.name", system).SetTag("db.operation.name", operation);

    /// <summary>Begins a request to another service; null outside of a call.</summary>
    public static Activity? BeginUpstream(string service) => Begin(service)?.SetTag("peer.service", service);

    /// <summary>Ends what was begun; it failed if there is a kind of failure.</summary>
    public static void End(Activity? span, string? failure)
    {
        if (span is null)
            return;
        if (failure is not null)
            span.SetTag("error.type", failure).SetStatus(ActivityStatusCode.Error);
        span.Dispose();
    }

    private static Activity? Begin(string name) =>
        Source.HasListeners() && Activity.Current is not null ? Source.StartActivity(name, ActivityKind.Client) : null;
}
