namespace SampleService.Server;

/// <summary>
/// The log of the service. It goes by the name of .NET's console, so that the settings for that are those for this.
/// </summary>
[ProviderAlias("Console")]
internal sealed class ServiceLoggerProvider(LogOutput output, ILogFormat format, TimeProvider clock) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new ServiceLogger(categoryName, output, format, clock);

    public void Dispose() => output.Flush();
}
