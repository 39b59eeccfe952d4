namespace SampleService.Server;

/// <summary>The service cannot start as it is configured.</summary>
/// <param name="message">One line that names the setting and says what to do.</param>
public sealed class StartException(string message) : Exception(message);
