using System.Diagnostics;

namespace SampleService.Server;

/// <summary>
/// Carries the span of a call along with its grain calls, to whichever process runs the grain, and gives each a span of its own. A grain
/// runs on a thread of its own scheduler, so without this its operations on the database would belong to no call.
/// </summary>
internal sealed class GrainTraceFilter : IOutgoingGrainCallFilter, IIncomingGrainCallFilter
{
    private const string Key = "trace";

    private static readonly ActivitySource Source = new(ServiceTelemetry.Name);

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (Source.HasListeners() && Activity.Current?.Id is { } parent)
            RequestContext.Set(Key, parent);
        return context.Invoke();
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        using var span = Source.HasListeners() && RequestContext.Get(Key) is string parent
            ? Source.StartActivity($"{context.InterfaceName}.{context.MethodName}", ActivityKind.Internal, parent)
            : null;
        await context.Invoke();
    }
}
