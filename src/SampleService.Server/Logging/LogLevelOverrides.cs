namespace SampleService.Server;

/// <summary>Levels of the log that are set while the process runs. They go before those of all other sources.</summary>
/// <param name="configuration">All settings.</param>
internal sealed class LogLevelOverrides(IConfiguration configuration) : ConfigurationProvider, IConfigurationSource
{
    private const string Levels = "Logging:LogLevel";

    /// <summary>Where there are levels for the console, they go before the general ones.</summary>
    private const string ConsoleLevels = "Logging:Console:LogLevel";

    /// <summary>Sets the level of a category, and of all whose names begin with it and are not set themselves.</summary>
    public void SetLevel(string category, string level)
    {
        Set($"{Levels}:{category}", level);
        if (configuration.GetSection(ConsoleLevels).GetChildren().Any())
            Set($"{ConsoleLevels}:{category}", level);
        OnReload();
    }

    IConfigurationProvider IConfigurationSource.Build(IConfigurationBuilder builder) => this;
}
