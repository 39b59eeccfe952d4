using SampleService.Api;
using SampleService.Domain;
using SampleService.JsonRpc;
using SampleService.Storage;

namespace SampleService.Server;

/// <summary>Runs the senders of events that no other process runs, each by itself, and takes over those whose process has gone.</summary>
internal sealed partial class EventSending(
    IEnumerable<IEventSender> senders, IEventSenderStore store, PlatformGate gate, TimeProvider clock, ILogger<EventSending> log) : BackgroundService
{
    /// <summary>How long a process that has gone without a word keeps others from sending.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReleaseTime = TimeSpan.FromSeconds(2);

    // Unlike the number of a process, which a container has again after its restart, nothing before or after it has the same.
    private readonly string _process = $"{ServiceProcess.Name}/{Guid.NewGuid():N}";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(senders.Select(sender => KeepRunningAsync(sender, stoppingToken)));

    private async Task KeepRunningAsync(IEventSender sender, CancellationToken stopping)
    {
        var isFailing = false;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (!gate.RefusesWrites && await sender.IsNeededAsync(stopping) && await store.HoldAsync(sender.Name, _process, Lease, stopping))
                    await RunAsync(sender, stopping);
                isFailing = false;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // Another process, or the next start, goes on.
            }
            catch (ServiceException e) when (e.Kind == ErrorKind.RefusedByState)
            {
                // Nothing is changed meanwhile.
            }
            catch (ServiceException e)
            {
                // Nothing is lost. One line is enough.
                if (!isFailing)
                    Failed(log, sender.Name, e);
                isFailing = true;
            }

            await Task.Delay(RetryInterval, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunAsync(IEventSender sender, CancellationToken stopping)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var began = clock.GetTimestamp();
        var position = await store.BeginAsync(sender.Name, stopping);
        var cursor = new EventCursor(store, sender.Name, _process, position, Lease - clock.GetElapsedTime(began), clock);
        Began(log, sender.Name, position);
        var renewing = RenewAsync(cursor, sender.Name, held);
        try
        {
            await sender.RunAsync(cursor, held.Token);
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested)
        {
            // It has been told to end.
        }
        finally
        {
            await held.CancelAsync();
            await renewing;
            await ReleaseAsync(sender.Name);
        }
    }

    private async Task RenewAsync(EventCursor cursor, string sender, CancellationTokenSource held)
    {
        while (true)
        {
            await Task.Delay(RenewalInterval, clock, held.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (held.IsCancellationRequested)
                return;
            try
            {
                if (await cursor.RenewAsync(held.Token))
                    continue;
            }
            catch (OperationCanceledException) when (held.IsCancellationRequested)
            {
                return;
            }
            catch (ServiceException) when (cursor.IsHeld)
            {
                // There is time for another attempt, and whoever sends finds the same fault.
                continue;
            }
            catch (ServiceException e)
            {
                // In a state that refuses writes nobody else can begin either.
                if (e.Kind != ErrorKind.RefusedByState)
                    Failed(log, sender, e);
                await held.CancelAsync();
                return;
            }

            Lost(log, sender);
            await held.CancelAsync();
            return;
        }
    }

    /// <summary>Lets another process begin at once.</summary>
    private async Task ReleaseAsync(string sender)
    {
        using var patience = new CancellationTokenSource(ReleaseTime, clock);
        try
        {
            await store.ReleaseAsync(sender, _process, patience.Token);
        }
        catch (Exception e) when (e is ServiceException or OperationCanceledException)
        {
            // It ends by itself.
            NotReleased(log, sender, e);
        }
    }

    [LoggerMessage(1330, LogLevel.Warning, "Events cannot be sent by {Sender}, since the database failed; it is tried again")]
    private static partial void Failed(ILogger log, string sender, Exception failure);

    [LoggerMessage(1331, LogLevel.Information, "This process sends events by {Sender}, from position {Position} on")]
    private static partial void Began(ILogger log, string sender, long position);

    [LoggerMessage(1332, LogLevel.Warning, "This process was held up, and may not send events by {Sender} any more; another one does, or it begins anew")]
    private static partial void Lost(ILogger log, string sender);

    [LoggerMessage(1333, LogLevel.Debug, "That events are sent by {Sender} could not be left to others; they begin some seconds later")]
    private static partial void NotReleased(ILogger log, string sender, Exception failure);
}
