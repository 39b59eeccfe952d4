using SampleService.Storage;

namespace SampleService.Server;

/// <summary>Whether this process can serve calls: the database answers a question, the grains can be reached, and it is not stopping.</summary>
internal sealed partial class Readiness(
    IDatabaseProbe database, GrainReadiness grains, IHostApplicationLifetime lifetime, ILogger<Readiness> log)
{
    public const string Ready = "ready";

    /// <summary>Longer, nobody waits for the database.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private Task<bool>? _probe;
    private bool _wasReady = true;

    /// <summary><see cref="Ready"/>, or in a word why not.</summary>
    public async Task<string> AskAsync()
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return "stopping";
        var isReady = grains.IsReady && await IsAnsweringAsync();
        if (isReady != Interlocked.Exchange(ref _wasReady, isReady))
            Changed(log, isReady ? Ready : "not ready");
        return isReady ? Ready : "unavailable";
    }

    private async Task<bool> IsAnsweringAsync()
    {
        try
        {
            return await Probe().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>One question at a time, however many ask: those that are not answered do not pile up.</summary>
    private Task<bool> Probe()
    {
        lock (_gate)
            return _probe is { IsCompleted: false } running ? running : _probe = Task.Run(ProbeAsync);
    }

    private async Task<bool> ProbeAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
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
