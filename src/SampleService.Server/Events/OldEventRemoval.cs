using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Server;

/// <summary>Removes events that are older than they have to be kept, or too many, now and then and few at a time.</summary>
internal sealed partial class OldEventRemoval(
    IEventStore store, EventOptions options, TimeProvider clock, ILogger<OldEventRemoval> log) : BackgroundService
{
    private const int MaxBatch = 1000;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan PauseBetweenBatches = TimeSpan.FromMilliseconds(100);

    /// <summary>Removes all that are not to be kept.</summary>
    /// <exception cref="ServiceException">The database failed, or a state of the platform refuses writes.</exception>
    public async Task RunOnceAsync(CancellationToken cancellation)
    {
        var before = Timestamp.Now(clock).Plus(-(long)TimeSpan.FromDays(options.RetentionDays).TotalMilliseconds);
        while (await store.RemoveAsync(before, options.MaxKept, MaxBatch, cancellation) > 0)
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
            catch (ServiceException e) when (e.Kind == ErrorKind.RefusedByState)
            {
                // The next time will do.
            }
            catch (ServiceException e)
            {
                Failed(log, e);
            }
        }
    }

    [LoggerMessage(1321, LogLevel.Warning, "Old events could not be removed; it is tried again")]
    private static partial void Failed(ILogger log, Exception failure);
}
