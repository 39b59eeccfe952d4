using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using SampleService.Storage;

namespace SampleService.Server;

/// <summary>
/// Whether this process can serve calls: it has started and is not stopping, grains can be called, and the database answers within two
/// seconds. The description of the result is the status that is shown; its data tells what the start waits for, and when writes fail.
/// </summary>
internal sealed partial class ReadinessCheck(
    IDatabaseProbe database, ServiceStart start, GrainReadiness grains, IHostApplicationLifetime lifetime, IOptions<HealthOptions> options,
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
        if (start.WaitsFor is { } awaited)
            return HealthCheckResult.Unhealthy("starting", data: new Dictionary<string, object> { [HealthEndpoints.WaitsFor] = awaited });
        var state = grains.IsReady ? await FindStateAsync() : DatabaseState.Unavailable;
        var last = Exchange(state);
        if (last != state)
            Changed(log, IsReady(last) == IsReady(state) ? LogLevel.Information : LogLevel.Warning, Describe(state));
        return state switch
        {
            DatabaseState.Working => HealthCheckResult.Healthy("ready"),
            DatabaseState.ReadOnly when !options.Value.RequireWrites => HealthCheckResult.Healthy("ready", FailingWrites),
            DatabaseState.ReadOnly => HealthCheckResult.Unhealthy("unavailable", data: FailingWrites),
            _ => HealthCheckResult.Unhealthy("unavailable"),
        };
    }

    /// <summary>That writes fail is told as a warning by whatever found it out.</summary>
    private bool IsReady(DatabaseState state) =>
        state == DatabaseState.Working || (state == DatabaseState.ReadOnly && !options.Value.RequireWrites);

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

    [LoggerMessage(EventId = 1101, Message = "This process is {State}")]
    private static partial void Changed(ILogger log, LogLevel level, string state);

    [LoggerMessage(1102, LogLevel.Debug, "The database was asked whether it answers, and failed with {Failure}")]
    private static partial void Failed(ILogger log, string failure);
}
