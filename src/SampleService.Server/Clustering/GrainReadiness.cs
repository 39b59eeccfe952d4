namespace SampleService.Server;

/// <summary>
/// Whether grains can be called once the process has started: this silo is active in its cluster, or this front end is connected to one
/// that is.
/// </summary>
internal sealed class GrainReadiness(IServiceProvider services) : IClusterConnectionStatusObserver
{
    private readonly ISiloStatusOracle? _silo = services.GetService<ISiloStatusOracle>();

    // True at first: the observer is called for changes after the first connection only.
    private volatile bool _isConnected = true;

    public bool IsReady => _silo is null ? _isConnected : _silo.CurrentStatus == SiloStatus.Active;

    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered) =>
        _isConnected = currentNumberOfGateways > 0;

    public void NotifyClusterConnectionLost() => _isConnected = false;
}
