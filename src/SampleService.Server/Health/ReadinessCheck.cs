using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using SampleService.Storage;

namespace SampleService.Server;

/// <summary>
/// Whether this process can serve calls: it has started and is not stopping, grains can be called, and the database answers within two
/// seconds. The description of the result is the status that is shown; its data tells what the start waits for, when writes fail, and when samples from
/// before an upgrade cannot all be found yet.
/// </summary>
internal sealed partial class ReadinessCheck(
    IDatabaseProbe database, IBackfillStore backfill, ServiceStart start, GrainReadiness grains, IHostApplicationLifetime lifetime, IOptions<HealthOptions> options,
    ILogger<ReadinessCheck> log) : IHealthCheck
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private Task<Probe>? _probe;
    private DatabaseState _last = DatabaseState.Working;

    private enum DatabaseState
    {
        Unavailable,
        ReadOnly,
        Working,
    }

    /// <summary>What was found out about the database.</summary>
    /// <param name="State">Its state.</param>
    /// <param name="Search">A word for what cannot be found yet; null if all can.</param>
    private readonly record struct Probe(DatabaseState State, string? Search = null);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return HealthCheckResult.Unhealthy("stopping");
        if (start.WaitsFor is { } awaited)
            return HealthCheckResult.Unhealthy("starting", data: new Dictionary<string, object> { [HealthEndpoints.WaitsFor] = awaited });
        var (state, search) = grains.IsReady ? await FindStateAsync() : new Probe(DatabaseState.Unavailable);
        var last = Exchange(state);
        if (last != state)
            Changed(log, IsReady(last) == IsReady(state) ? LogLevel.Information : LogLevel.Warning, Describe(state));
        return IsReady(state) ? HealthCheckResult.Healthy("ready", DataOf(state, search)) : HealthCheckResult.Unhealthy("unavailable", data: DataOf(state, search));
    }

    private static Dictionary<string, object> DataOf(DatabaseState state, string? search)
    {
        var data = new Dictionary<string, object>();
        if (state == DatabaseState.ReadOnly)
            data[HealthEndpoints.Writes] = "failing";
        if (search is not null)
            data[HealthEndpoints.Search] = search;
        return data;
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

    private async Task<Probe> FindStateAsync()
    {
        try
        {
            return await StartOrJoinProbe().WaitAsync(ProbeTimeout);
        }
        catch (TimeoutException)
        {
            return new Probe(DatabaseState.Unavailable);
        }
    }

    /// <summary>One probe at a time, however many requests ask: probes that hang do not pile up.</summary>
    private Task<Probe> StartOrJoinProbe()
    {
        lock (_gate)
            return _probe is { IsCompleted: false } running ? running : _probe = Task.Run(ProbeAsync);
    }

    private async Task<Probe> ProbeAsync()
    {
        using var limit = new CancellationTokenSource(ProbeTimeout);
        if (!await SucceedsAsync(database.ProbeAsync, limit.Token))
            return new Probe(DatabaseState.Unavailable);
        // Where nobody writes, since this process is not ready, no write would tell that they succeed again.
        var works = !database.AreWritesFailing || await SucceedsAsync(database.ProbeWriteAsync, limit.Token);
        string? search = null;
        await SucceedsAsync(async token => search = WordFor(await backfill.FindStateAsync(token)), limit.Token);
        return new Probe(works ? DatabaseState.Working : DatabaseState.ReadOnly, search);
    }

    /// <summary>No number: anybody may ask, and how many samples there are is not for everybody.</summary>
    private static string? WordFor(BackfillState state) => state switch
    {
        { AreIndexesThere: false } => "refused",
        { IsComplete: false } => "incomplete",
        _ => null,
    };

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
