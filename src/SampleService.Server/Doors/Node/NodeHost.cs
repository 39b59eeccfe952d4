using SampleService.Api;
using SampleService.Domain;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>This process, as the methods of the Unix socket see and govern it.</summary>
internal sealed class NodeHost(
    Admission admission, ConnectionLimiter callers, NodeConnections connections, IHostApplicationLifetime lifetime, LoadedSettings settings,
    LogLevelOverrides levels, MetricsText metrics, TimeProvider clock) : INodeHost
{
    private readonly long _started = Timestamp.Now(clock).Milliseconds;

    public IReadOnlyList<string> LogLevels { get; } = Enum.GetNames<LogLevel>();

    public NodeStatus FindStatus() => new(
        Environment.ProcessId, _started, admission.CallsInFlight, callers.Count, connections.Count,
        lifetime.ApplicationStopping.IsCancellationRequested);

    public Task<string?> RenderMetricsAsync() => metrics.RenderAsync();

    public IReadOnlyList<NodeSetting> FindSettings() => settings.Read();

    public void SetLogLevel(string category, string level) => levels.SetLevel(category, level);

    public void Drain() => lifetime.StopApplication();
}
