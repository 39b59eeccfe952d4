using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>
/// What becomes of connections when the process is told to stop: new ones are taken for as long as the settings say, and those that are
/// open stay until the calls under way have ended, and for a second at least: a pool of connections of a caller has idle ones, and hears
/// of the stop by its next call. On all of them new calls are refused by the gate, and not by a connection that breaks.
/// </summary>
internal sealed class ConnectionDrain(
    ShutdownOptions options, Admission admission, ServiceStart start, TimeProvider clock)
    : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>Idle connections are kept for so long after the stop has begun.</summary>
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(1);

    /// <summary>Calls that are still arriving when those under way have ended have so long to arrive.</summary>
    private static readonly TimeSpan ArrivalTime = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _refusing = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenSource _cutting = new();
    private readonly CancellationTokenSource _ended = new();
    private Task _drain = Task.CompletedTask;
    private int _open;

    //   SIGTERM         gate: new calls get -32009
    //      |  linger
    //   Refusing        no new connections: the socket at once, the web server with its stop
    //      |  calls under way, and a second since SIGTERM if any connection is open
    //   Closing         open connections end after the request that they are in
    //      |  calls that are arriving
    //   Cutting         bodies that have not come are not waited for
    /// <summary>Cancelled when no more connections are to be taken.</summary>
    public CancellationToken Refusing => _refusing.Token;

    /// <summary>Cancelled when those that are open are to end.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <summary>Cancelled when bodies that have not come are not waited for any more.</summary>
    public CancellationToken Cutting => _cutting.Token;

    /// <summary>A step in the handling of each connection: the web server would end idle ones as soon as it is stopped.</summary>
    public ConnectionDelegate Keep(ConnectionDelegate next) => connection =>
    {
        if (connection.Features.Get<IConnectionLifetimeNotificationFeature>() is { } ended)
            connection.Features.Set<IConnectionLifetimeNotificationFeature>(new KeptConnection(ended, Closing));
        return CountAsync(next(connection));
    };

    /// <summary>Counts a connection for as long as it is open.</summary>
    public async Task CountAsync(Task connection)
    {
        Interlocked.Increment(ref _open);
        try
        {
            await connection;
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    /// <summary>Comes before any hosted service is stopped.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        if (start.WaitsFor is null)
            await Task.Delay(TimeSpan.FromSeconds(options.LingerSeconds), clock, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _refusing.CancelAsync();
        _drain = CloseWhenIdleAsync(began);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await _ended.CancelAsync();
        await _drain;
    }

    public void Dispose()
    {
        _refusing.Dispose();
        _closing.Dispose();
        _cutting.Dispose();
        _ended.Dispose();
    }

    private async Task CloseWhenIdleAsync(long began)
    {
        while ((admission.CallsInFlight > 0 || IsKeeping(began)) && !_ended.IsCancellationRequested)
            await Task.Delay(PollInterval, clock, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _closing.CancelAsync();
        await Task.Delay(ArrivalTime, clock, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _cutting.CancelAsync();
    }

    private bool IsKeeping(long began) => Volatile.Read(ref _open) > 0 && clock.GetElapsedTime(began) < IdleTime;

    /// <summary>A connection that ends when all do.</summary>
    private sealed class KeptConnection(IConnectionLifetimeNotificationFeature connection, CancellationToken closing)
        : IConnectionLifetimeNotificationFeature
    {
        public CancellationToken ConnectionClosedRequested { get; set; } = closing;

        // The web server asks for it when it is stopped itself; what it watches is the token above.
        public void RequestClose() => connection.RequestClose();
    }
}

/// <summary>Registration of the end of connections.</summary>
internal static class ConnectionDrainExtensions
{
    /// <summary>Calls under way have so long to end.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Adds it. It is a part of the doors.</summary>
    public static IServiceCollection AddConnectionDrain(this IServiceCollection services, ShutdownOptions options) => services
        .Configure<HostOptions>(host => host.ShutdownTimeout = Timeout + TimeSpan.FromSeconds(options.LingerSeconds))
        .AddSingleton<ConnectionDrain>()
        .AddHostedService(provider => provider.GetRequiredService<ConnectionDrain>());
}
