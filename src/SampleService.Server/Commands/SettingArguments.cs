namespace SampleService.Server;

/// <summary>
/// The settings on a command line, <c>--Section:Key=value</c> or <c>--Section:Key value</c>. They are no options of a command: their keys
/// are those of the configuration, lists and names of log categories among them, and the configuration provider of .NET reads them.
/// </summary>
internal static class SettingArguments
{
    private static readonly string[] HostSettings =
        ["urls", "environment", "Logging", "Kestrel", "AllowedHosts", "http_ports", "https_ports"];

    /// <summary>Takes them out of a command line.</summary>
    /// <returns>The settings, and all else in its order.</returns>
    /// <exception cref="StartException">One has no value.</exception>
    public static (string[] Settings, string[] Others) Take(string[] args)
    {
        var settings = new List<string>();
        var others = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            var key = KeyOf(args[i]);
            if (key is null || !IsKnown(key.Split(':')[0]))
            {
                others.Add(args[i]);
                continue;
            }

            settings.Add(args[i]);
            if (args[i].Contains('=', StringComparison.Ordinal))
                continue;
            if (++i == args.Length)
                throw new StartException($"--{key} needs a value.");
            settings.Add(args[i]);
        }

        return ([.. settings], [.. others]);
    }

    /// <summary>What is said of an argument that has the form of a setting and is none; null for one of another form.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="switches">What else could have been meant.</param>
    public static string? Diagnose(string argument, IEnumerable<string> switches) => KeyOf(argument) is { } key
        ? $"--{key} is not a setting; {Settings.Suggest(key, [.. HostSettings, .. switches])}--help lists those there are."
        : null;

    private static string? KeyOf(string argument) =>
        argument.Length > 2 && argument.StartsWith("--", StringComparison.Ordinal) ? argument[2..].Split('=', 2)[0] : null;

    private static bool IsKnown(string section) =>
        HostSettings.Contains(section, StringComparer.OrdinalIgnoreCase)
        || Settings.Sections.Any(s => string.Equals(s.Section, section, StringComparison.OrdinalIgnoreCase));
}
