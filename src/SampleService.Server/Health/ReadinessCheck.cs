using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using SampleService.Storage;

namespace SampleService.Server;

/// <summary>
/// Whether this process can serve calls: it is not stopping, grains can be called, and the database answers within two seconds.
/// The description of the result is the status that is shown; its data tells when writes fail.
/// </summary>
internal sealed partial class ReadinessCheck(
    IDatabaseProbe database, GrainReadiness grains, IHostApplicationLifetime lifetime, IOptions<HealthOptions> options,
    ILogger<ReadinessCheck> log) : IHealthCheck
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    private static readonly Dictionary<string, object> FailingWrites = new() { [HealthEndpoints.Writes] = "failing" };

    private readonly Lock _gate = new();
    private Task<DatabaseState>? _probe;
    private DatabaseState _last = DatabaseState.Working;

    private enum DatabaseState
    {
        Unavailable,
        ReadOnly,
        Working,
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return HealthCheckResult.Unhealthy("stopping");
        var state = grains.IsReady ? await FindStateAsync() : DatabaseState.Unavailable;
        if (Exchange(state) != state)
            Changed(log, Describe(state));
        return state switch
        {
            DatabaseState.Working => HealthCheckResult.Healthy("ready"),
            DatabaseState.ReadOnly when !options.Value.RequireWrites => HealthCheckResult.Healthy("ready", FailingWrites),
            DatabaseState.ReadOnly => HealthCheckResult.Unhealthy("unavailable", data: FailingWrites),
            _ => HealthCheckResult.Unhealthy("unavailable"),
        };
    }

    private string Describe(DatabaseState state) => state switch
    {
        DatabaseState.Working => "ready",
        DatabaseState.ReadOnly when !options.Value.RequireWrites => "ready, but its writes fail",
        DatabaseState.ReadOnly => "not ready: its writes fail",
        _ => "not ready",
    };

    private DatabaseState Exchange(DatabaseState state)
    {
        lock (_gate)
        {
            var last = _last;
            _last = state;
            return last;
        }
    }

    private async Task<DatabaseState> FindStateAsync()
    {
        try
        {
            return await StartOrJoinProbe().WaitAsync(ProbeTimeout);
        }
        catch (TimeoutException)
        {
            return DatabaseState.Unavailable;
        }
    }

    /// <summary>One probe at a time, however many requests ask: probes that hang do not pile up.</summary>
    private Task<DatabaseState> StartOrJoinProbe()
    {
        lock (_gate)
            return _probe is { IsCompleted: false } running ? running : _probe = Task.Run(ProbeAsync);
    }

    private async Task<DatabaseState> ProbeAsync()
    {
        using var limit = new CancellationTokenSource(ProbeTimeout);
        if (!await SucceedsAsync(database.ProbeAsync, limit.Token))
            return DatabaseState.Unavailable;
        // Where nobody writes, since this process is not ready, no write would tell that they succeed again.
        return !database.AreWritesFailing || await SucceedsAsync(database.ProbeWriteAsync, limit.Token)
            ? DatabaseState.Working
            : DatabaseState.ReadOnly;
    }

    private async Task<bool> SucceedsAsync(Func<CancellationToken, ValueTask> probe, CancellationToken cancellation)
    {
        try
        {
            await probe(cancellation);
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
