using System.Net.Sockets;

namespace SampleService.Server;

/// <summary>
/// The hosted services that start once the doors are open. The host does not know them, so what it does for its own is done here: a fault
/// of one that works in the background ends the process, and one that cannot be stopped does not keep the others from it.
/// </summary>
internal sealed partial class DeferredServices(IEnumerable<IHostedService> services, IHostApplicationLifetime lifetime, ILogger<DeferredServices> log)
{
    private readonly Stack<IHostedService> _started = [];

    /// <summary>Starts them in the order in which they were registered.</summary>
    /// <exception cref="StartException">A part of the cluster cannot be started.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        foreach (var service in services)
        {
            // One that fails half-way is to be stopped too: a silo is to leave its cluster.
            _started.Push(service);
            try
            {
                await service.StartAsync(cancellation);
            }
            catch (Exception e) when (e is IOException or SocketException or InvalidOperationException or ArgumentException)
            {
                throw new StartException($"It cannot take part in its cluster: {e.Message.Split('\n')[0]}");
            }

            if (service is BackgroundService { ExecuteTask: { } work })
                _ = WatchAsync(service, work);
        }
    }

    /// <summary>Stops those that were started, the last one first.</summary>
    /// <exception cref="AggregateException">Some could not be stopped; all others are.</exception>
    public async Task StopAsync(CancellationToken cancellation)
    {
        var faults = new List<Exception>();
        while (_started.TryPop(out var service))
            try
            {
                await service.StopAsync(cancellation);
            }
            catch (Exception e)
            {
                faults.Add(e);
            }

        if (faults.Count > 0)
            throw new AggregateException("Not all that was started could be stopped.", faults);
    }

    private async Task WatchAsync(IHostedService service, Task work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // It was told to stop.
        }
        catch (Exception e)
        {
            Failed(log, e, service.GetType().Name);
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(1154, LogLevel.Critical, "{Service} failed; the process stops")]
    private static partial void Failed(ILogger log, Exception failure, string service);
}
