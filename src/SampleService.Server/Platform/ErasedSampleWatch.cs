using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Server;

/// <summary>Has this process forget samples that other processes have erased.</summary>
internal sealed partial class ErasedSampleWatch(IErasures erasures, TimeProvider clock, ILogger<ErasedSampleWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>So long a sample is looked for: longer than any call that may have been reading it, and than clocks differ.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await erasures.ForgetAsync(Timestamp.Now(clock).Plus(-(long)Recent.TotalMilliseconds), stoppingToken);
            }
            catch (ServiceException e)
            {
                Failed(log, e);
            }
        }
    }

    [LoggerMessage(1345, LogLevel.Debug, "Samples that were erased could not be looked for; it is tried again")]
    private static partial void Failed(ILogger log, Exception failure);
}
