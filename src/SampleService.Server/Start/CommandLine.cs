namespace SampleService.Server;

/// <summary>What may stand on the command line: settings, as <c>--Section:Key=value</c> or <c>--Section:Key value</c>.</summary>
internal static class CommandLine
{
    private static readonly string[] HostSettings =
        ["urls", "environment", "Logging", "Kestrel", "AllowedHosts", "http_ports", "https_ports"];

    /// <summary>Every setting is one that something reads.</summary>
    /// <exception cref="StartException">Names the first that is not.</exception>
    public static void RequireKnown(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var argument = args[i];
            if (!argument.StartsWith("--", StringComparison.Ordinal) || argument.Length == 2)
                throw new StartException($"'{argument}' is not understood; --help lists what is.");
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? argument[2..] : argument[2..equals];
            if (!IsKnown(key.Split(':')[0]))
                throw new StartException($"--{key} is not a setting; --help lists those there are.");
            if (equals < 0 && ++i == args.Length)
                throw new StartException($"--{key} needs a value.");
        }
    }

    private static bool IsKnown(string section) =>
        HostSettings.Contains(section, StringComparer.OrdinalIgnoreCase)
        || Settings.Sections.Any(s => string.Equals(s.Section, section, StringComparison.OrdinalIgnoreCase));
}
