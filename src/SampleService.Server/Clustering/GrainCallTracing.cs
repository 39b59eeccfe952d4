using System.Diagnostics;

namespace SampleService.Server;

/// <summary>Carries the span of a call along with its grain calls, to whichever process runs the grain.</summary>
internal static class GrainCallTracing
{
    private const string Key = "trace";

    private static readonly ActivitySource Source = new(ServiceTelemetry.Name);

    /// <summary>Sends the present span along with the grain calls that follow.</summary>
    public static void Propagate()
    {
        if (Source.HasListeners() && Activity.Current?.Id is { } parent)
            RequestContext.Set(Key, parent);
    }

    /// <summary>Begins the span of a grain call; null when no span was sent along.</summary>
    public static Activity? Begin(IGrainCallContext context) =>
        Source.HasListeners() && RequestContext.Get(Key) is string parent
            ? Source.StartActivity($"{context.InterfaceName}.{context.MethodName}", ActivityKind.Internal, parent)
            : null;
}
