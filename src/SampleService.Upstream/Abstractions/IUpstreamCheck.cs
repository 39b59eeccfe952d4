namespace SampleService.Upstream;

/// <summary>Startup check: can the services we depend on be used as configured?</summary>
public interface IUpstreamCheck
{
    /// <summary>Completes when all is well.</summary>
    /// <exception cref="UpstreamConfigurationException">A service cannot be reached, or refuses our token.</exception>
    Task CheckAsync(CancellationToken cancellation);
}

/// <summary>
/// The service cannot start with the settings it was given, or with the answers of the services they name.
/// The message is one line for the operator; it names the setting and never holds a secret.
/// </summary>
public sealed class UpstreamConfigurationException(string message, Exception? cause = null) : Exception(message, cause);
