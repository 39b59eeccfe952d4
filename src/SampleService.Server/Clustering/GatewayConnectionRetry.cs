namespace SampleService.Server;

/// <summary>
/// What a front end does while it finds no silo: it goes on looking, since silos may be started after it, and says what may be
/// the matter.
/// </summary>
internal sealed partial class GatewayConnectionRetry(TimeProvider clock, ILogger<GatewayConnectionRetry> log) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Once in so many attempts it says so.</summary>
    private const int AttemptsPerLine = 15;

    private int _attempts;

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (_attempts++ % AttemptsPerLine == 0)
            NoSilo(log);
        await Task.Delay(Pause, clock, cancellationToken);
        return true;
    }

    [LoggerMessage(1204, LogLevel.Warning,
        "No silo lets this front end in yet; it goes on trying. It needs one with Cluster:GatewayPort, with the same Cluster:ClusterId and the same database")]
    private static partial void NoSilo(ILogger log);
}
