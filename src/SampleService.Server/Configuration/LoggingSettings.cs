namespace SampleService.Server;

/// <summary>
/// Checks the configuration section <c>Logging</c>, which is .NET's own, for levels and formats that do not exist.
/// </summary>
internal static class LoggingSettings
{
    /// <summary>How lines of the log look: <c>simple</c>, text for people, or <c>json</c>, an object a line.</summary>
    public const string FormatKey = "Logging:Console:FormatterName";

    private const string Levels = "LogLevel";

    /// <exception cref="StartException">Names the setting that is wrong.</exception>
    public static void Check(IConfiguration configuration)
    {
        CheckLevels(configuration.GetSection("Logging"));
        IsJson(configuration);
    }

    /// <summary>Whether the lines of the log are JSON objects.</summary>
    /// <exception cref="StartException">The format is none of ours.</exception>
    public static bool IsJson(IConfiguration configuration) => configuration[FormatKey]?.ToLowerInvariant() switch
    {
        null or "" or "simple" => false,
        "json" => true,
        _ => throw new StartException($"{FormatKey} = '{configuration[FormatKey]}' is not one of simple, json"),
    };

    private static void CheckLevels(IConfigurationSection section)
    {
        foreach (var child in section.GetChildren())
        {
            if (!child.Key.Equals(Levels, StringComparison.OrdinalIgnoreCase))
            {
                CheckLevels(child);
                continue;
            }

            var wrong = child.GetChildren().FirstOrDefault(
                level => level.Value is { Length: > 0 } text && !Enum.TryParse<LogLevel>(text, ignoreCase: true, out _));
            if (wrong is not null)
                throw new StartException($"{wrong.Path} = '{wrong.Value}' is not one of {string.Join(", ", Enum.GetNames<LogLevel>())}");
        }
    }
}
