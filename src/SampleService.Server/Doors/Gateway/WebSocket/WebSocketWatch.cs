using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>
/// Closes WebSockets whose token or session has ended, and all of them when the process stops. A call finds that out by itself; this is
/// for those on which there is none.
/// </summary>
internal sealed partial class WebSocketWatch : BackgroundService
{
    private readonly WebSocketConnections _connections;
    private readonly CallIds _ids;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;

    public WebSocketWatch(
        WebSocketConnections connections, CallIds ids, PlatformGate gate, GatewayOptions options, IHostApplicationLifetime lifetime,
        TimeProvider clock, ILogger<WebSocketWatch> log)
    {
        (_connections, _ids, _clock, _log) = (connections, ids, clock, log);
        _interval = TimeSpan.FromSeconds(options.WebSocketCheckSeconds);
        lifetime.ApplicationStopping.Register(() =>
        {
            // No call that is not waited for is begun any more.
            gate.Stop();
            _connections.Drain();
        });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, _clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await CheckAsync(stoppingToken);
    }

    /// <summary>One look for all connections with the same token, or the same session; one after the other, so that it is no load.</summary>
    private async Task CheckAsync(CancellationToken cancellation)
    {
        var (unknown, failure) = (0, (Exception?)null);
        foreach (var group in _connections.FindAll().GroupBy(connection => connection.Caller.Credentials))
            try
            {
                if (await group.First().Caller.JudgeAsync(isUse: false, _ids.Next(), cancellation) is { Refusal: { } refusal })
                    foreach (var connection in group)
                        connection.Close(WebSocketClose.Unauthorized(refusal));
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                // Who could not be asked can be the next time; no call is made meanwhile without asking. One line is enough.
                (unknown, failure) = (unknown + group.Count(), e);
            }

        if (failure is not null)
            NotChecked(_log, failure, unknown);
    }

    [LoggerMessage(1312, LogLevel.Warning, "Whether the tokens or sessions of {Count} WebSockets are still valid could not be found out")]
    private static partial void NotChecked(ILogger log, Exception failure, int count);
}
