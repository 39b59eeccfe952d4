using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SampleService.Cli;

/// <summary>The help of a command, and command lines to begin with.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var examples = ExamplesOf(parseResult.CommandResult.Command).ToArray();
        if (examples.Length > 0)
            output.Write($"Examples:\n{string.Concat(examples.Select(example => $"  {example}\n"))}\n");
        return ExitCodes.Ok;
    }

    /// <summary>A group shows one of each of its commands.</summary>
    private static IEnumerable<string> ExamplesOf(Command command) => command switch
    {
        CliCommand { Examples: { Count: > 0 } own } => own,
        { Subcommands.Count: > 0 } => command.Subcommands.Select(sub => ExamplesOf(sub).FirstOrDefault()).OfType<string>(),
        _ => [],
    };
}
