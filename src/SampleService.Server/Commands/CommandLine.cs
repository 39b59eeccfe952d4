namespace SampleService.Server;

/// <summary>
/// A parsed command line: at most one command, and settings as <c>--Section:Key=value</c> or
/// <c>--Section:Key value</c>.
/// </summary>
/// <param name="Command">The command; null to serve.</param>
/// <param name="Arguments">The arguments of the command.</param>
/// <param name="Settings">The settings, for the configuration provider of the command line.</param>
internal sealed record CommandLine(IServiceCommand? Command, string[] Arguments, string[] Settings)
{
    /// <summary>All commands.</summary>
    public static readonly IReadOnlyList<IServiceCommand> Commands =
        [new MigrateCommand(), new CopyCommand(), new CreateAdministratorCommand(), new ValidateConfigCommand()];

    private static readonly string[] HostSettings =
        ["urls", "environment", "Logging", "Kestrel", "AllowedHosts", "http_ports", "https_ports"];

    /// <summary>Parses the command line.</summary>
    /// <exception cref="StartException">Names the first argument that is not understood.</exception>
    public static CommandLine Parse(string[] args)
    {
        if (args is [var name, ..] && !name.StartsWith('-'))
        {
            var command = Commands.FirstOrDefault(c => c.Name == name) ?? throw NotUnderstood(name);
            var (taken, rest) = TakeArguments(command, args[1..]);
            if (command.Arguments.ElementAtOrDefault(taken.Length) is { } missing && !missing.StartsWith('['))
                throw new StartException($"{name} needs {missing}.");
            RequireSettings(rest);
            return new CommandLine(command, taken, rest);
        }

        RequireSettings(args);
        return new CommandLine(null, [], args);
    }

    /// <summary>The arguments of a command, which come first, and what follows them.</summary>
    private static (string[] Taken, string[] Remaining) TakeArguments(IServiceCommand command, string[] args)
    {
        var taken = new List<string>();
        var position = 0;
        foreach (var argument in command.Arguments)
        {
            // One with a name is written --name VALUE.
            if (argument.StartsWith("--", StringComparison.Ordinal) && args.ElementAtOrDefault(position) == argument.Split(' ')[0])
                position++;
            else if (argument.StartsWith("--", StringComparison.Ordinal))
                break;
            if (args.ElementAtOrDefault(position) is not { } value || value.StartsWith('-'))
                break;
            taken.Add(value);
            position++;
        }

        return ([.. taken], args[position..]);
    }

    private static void RequireSettings(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var argument = args[i];
            if (!argument.StartsWith("--", StringComparison.Ordinal) || argument.Length == 2)
                throw NotUnderstood(argument);
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
        || Server.Settings.Sections.Any(s => string.Equals(s.Section, section, StringComparison.OrdinalIgnoreCase));

    private static StartException NotUnderstood(string argument) => new(
        Commands.Any(c => c.Name == argument)
            ? $"{argument} is a command and has to come first, before any setting."
            : $"'{argument}' is not understood; --help lists what is.");
}
