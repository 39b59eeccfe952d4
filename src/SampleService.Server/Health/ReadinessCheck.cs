using Microsoft.Extensions.Diagnostics.HealthChecks;
using SampleService.Storage;

namespace SampleService.Server;

/// <summary>
/// Whether this process can serve calls: it is not stopping, grains can be called, and the database answers within two seconds.
/// The description of the result is the status that is shown.
/// </summary>
internal sealed partial class ReadinessCheck(
    IDatabaseProbe database, GrainReadiness grains, IHostApplicationLifetime lifetime, ILogger<ReadinessCheck> log) : IHealthCheck
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private Task<bool>? _probe;
    private bool _wasReady = true;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return HealthCheckResult.Unhealthy("stopping");
        var isReady = grains.IsReady && await IsDatabaseAnsweringAsync();
        if (isReady != Interlocked.Exchange(ref _wasReady, isReady))
            Changed(log, isReady ? "ready" : "not ready");
        return isReady ? HealthCheckResult.Healthy("ready") : HealthCheckResult.Unhealthy("unavailable");
    }

    private async Task<bool> IsDatabaseAnsweringAsync()
    {
        try
        {
            return await StartOrJoinProbe().WaitAsync(ProbeTimeout);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>One probe at a time, however many requests ask: probes that hang do not pile up.</summary>
    private Task<bool> StartOrJoinProbe()
    {
        lock (_gate)
            return _probe is { IsCompleted: false } running ? running : _probe = Task.Run(ProbeAsync);
    }

    private async Task<bool> ProbeAsync()
    {
        using var limit = new CancellationTokenSource(ProbeTimeout);
        try
        {
            await database.ProbeAsync(limit.Token);
            return true;
        }
        catch (Exception e)
        {
            Failed(log, e.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(1101, LogLevel.Warning, "This process is {State}")]
    private static partial void Changed(ILogger log, string state);

    [LoggerMessage(1102, LogLevel.Debug, "The database was asked whether it answers, and failed with {Failure}")]
    private static partial void Failed(ILogger log, string failure);
}
