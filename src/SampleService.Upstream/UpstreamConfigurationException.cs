namespace SampleService.Upstream;

/// <summary>
/// The service cannot start with the settings it was given, or with the answers of the services they name.
/// The message is one line for the operator; it names the setting and never holds a secret.
/// </summary>
/// <param name="message">The line.</param>
/// <param name="cause">What brought it about, for the log.</param>
public sealed class UpstreamConfigurationException(string message, Exception? cause = null) : Exception(message, cause);
