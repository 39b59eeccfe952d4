using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Server;

/// <summary>Removes the rows of sessions that have expired, now and then and few at a time. Nobody depends on it but the size of the table.</summary>
internal sealed partial class ExpiredSessionCleanup(
    ISessionStore store, TimeProvider clock, ILogger<ExpiredSessionCleanup> log) : BackgroundService
{
    private const int MaxBatch = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PauseBetweenBatches = TimeSpan.FromMilliseconds(100);

    /// <summary>Clocks of several machines differ, and a session that one of them still takes is not removed.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>Removes all that have expired.</summary>
    /// <exception cref="ServiceException">StorageFailure: the database failed.</exception>
    public async Task RunOnceAsync(CancellationToken cancellation)
    {
        var before = Timestamp.Now(clock).Plus(-(long)Grace.TotalMilliseconds);
        while (await store.RemoveExpiredAsync(before, MaxBatch, cancellation) == MaxBatch)
            await Task.Delay(PauseBetweenBatches, clock, cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (ServiceException e)
            {
                Failed(log, e);
            }
        }
    }

    [LoggerMessage(1304, LogLevel.Warning, "Expired sessions could not be removed; it is tried again")]
    private static partial void Failed(ILogger log, Exception failure);
}
