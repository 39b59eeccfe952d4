namespace SampleService.Storage.PostgreSql;

/// <summary>
/// A connection string cannot be used. The message tells why, in words that follow the name of the setting (<c>has no host</c>), and
/// repeats no value.
/// </summary>
/// <param name="message">What is wrong.</param>
/// <param name="cause">What the driver said.</param>
public sealed class ConnectionStringException(string message, Exception? cause = null) : Exception(message, cause);
