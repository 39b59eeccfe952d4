namespace SampleService.Upstream;

/// <summary>Asks, once at the start, whether the services we depend on can be used as configured.</summary>
public interface IUpstreamCheck
{
    /// <summary>Completes when all is well.</summary>
    /// <exception cref="UpstreamConfigurationException">A service cannot be reached, or refuses our token.</exception>
    Task CheckAsync(CancellationToken cancellation);
}
