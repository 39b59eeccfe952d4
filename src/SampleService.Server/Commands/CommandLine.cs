using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using SampleService.Api;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>A parsed command line: a command or none, and settings, which may stand anywhere.</summary>
/// <param name="Parsed">All but the settings.</param>
/// <param name="Command">The command; null to serve.</param>
/// <param name="Settings">The settings, for the configuration provider of the command line.</param>
internal sealed record CommandLine(ParseResult Parsed, IServiceCommand? Command, string[] Settings)
{
    /// <summary>All commands.</summary>
    public static readonly IReadOnlyList<IServiceCommand> Commands =
        [new MigrateCommand(), new CopyCommand(), new ImportArangoCommand(), new CreateAdministratorCommand(), new ValidateConfigCommand()];

    private static readonly string[] Switches = ["help", "version"];

    /// <summary>Whether it asks for nothing but a text: help, or the version.</summary>
    public bool IsQuestion => Parsed.Action is PrintAction;

    /// <summary>Parses the command line.</summary>
    /// <exception cref="StartException">Names the first argument that is not understood.</exception>
    public static CommandLine Parse(string[] args)
    {
        var (settings, others) = SettingArguments.Take(args);
        // Files that hold arguments, and several letters behind one dash, are not asked for.
        var parsed = BuildRoot().Parse(others, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        var line = new CommandLine(parsed, Commands.FirstOrDefault(command => command.Syntax == parsed.CommandResult.Command), settings);
        if (!line.IsQuestion && FindFault(others, parsed) is { } fault)
            throw new StartException(fault);
        return line;
    }

    private static RootCommand BuildRoot()
    {
        var root = new RootCommand("Sample Service");
        root.SetAction(static _ => 0);
        foreach (var entry in Commands.Select(command => command.Entry).Distinct())
            root.Subcommands.Add(entry);
        root.Subcommands.Add(new Command("help") { Hidden = true, Action = new PrintAction(PrintHelp) });
        foreach (var option in root.Options)
        {
            if (option is HelpOption)
                option.Action = new PrintAction(PrintHelp);
            else if (option is VersionOption)
                option.Action = new PrintAction(static line => line.InvocationConfiguration.Output.WriteLine($"Sample Service {ServiceBuild.Text}"));
        }

        return root;
    }

    /// <summary>The first thing that is wrong; null for nothing.</summary>
    private static string? FindFault(string[] others, ParseResult parsed)
    {
        // For the library two dashes end the options.
        if (others.Contains("--"))
            return NotUnderstood("--");
        if (parsed.UnmatchedTokens.Count > 0)
            return SettingArguments.Diagnose(parsed.UnmatchedTokens[0], Switches) ?? NotUnderstood(parsed.UnmatchedTokens[0]);
        return parsed.Errors.Count > 0 ? parsed.Errors[0].Message : null;
    }

    private static string NotUnderstood(string argument) =>
        NearNames.Find(argument, Commands.Select(command => command.Entry.Name)) is { Count: > 0 } near
            ? $"'{argument}' is not understood; did you mean {string.Join(" or ", near)}? --help lists what is."
            : $"'{argument}' is not understood; --help lists what is.";

    private static void PrintHelp(ParseResult line)
    {
        var output = line.InvocationConfiguration.Output;
        if (!Commands.Any(command => command.Syntax == line.CommandResult.Command || command.Entry == line.CommandResult.Command))
        {
            output.Write(Help.Text + Help.Ending);
            return;
        }

        new HelpAction().Invoke(line);
        output.WriteLine("Settings may be added as for the service, --Section:Key=value: --help without a command lists them.");
    }

    /// <summary>Prints something, whatever else is wrong with the command line.</summary>
    private sealed class PrintAction(Action<ParseResult> print) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            print(parseResult);
            return 0;
        }
    }
}
