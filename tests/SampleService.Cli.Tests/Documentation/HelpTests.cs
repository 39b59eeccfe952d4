using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using SampleService.Server.Tests.Support;

namespace SampleService.Cli.Tests.Documentation;

/// <summary>The help of each command, and the table of commands in the document.</summary>
public sealed partial class HelpTests
{
    private static readonly RootCommand Root = CommandTree.Create();

    public static TheoryData<string> Commands => [.. Leaves(Root, "").Select(leaf => leaf.Path)];

    [Fact]
    public async Task Document_TableOfCommands_IsThatOfTheHelp()
    {
        var document = await Documents.ReadAsync("docs", "samplectl.md");
        var rows = document.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Count(c => c == '|') == 4 && !Format().IsMatch(line));

        Assert.Equal(Leaves(Root, "").Select(leaf => Row(leaf.Path, leaf.Command)), rows);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Examples_OfACommand_AreOfItAndParse(string path)
    {
        var command = Leaves(Root, "").Single(leaf => leaf.Path == path).Command;
        var help = HelpOf(path);

        Assert.NotEmpty(command.Examples);
        foreach (var example in command.Examples)
        {
            Assert.Contains($"Examples:\n  {command.Examples[0]}\n", help);
            Assert.Contains($"  {example}\n", help);
            var line = Quoted().Replace(Line().Match(example).Groups[1].Value, "quoted");
            var parsed = Root.Parse([.. CommandLineParser.SplitCommandLine(line)]);
            Assert.Empty(parsed.Errors);
            Assert.Same(command, parsed.CommandResult.Command);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_OfACommand_DescribesAllThatItTakes(string path)
    {
        var command = Leaves(Root, "").Single(leaf => leaf.Path == path).Command;
        var symbols = command.Arguments.Cast<Symbol>().Concat(command.Options).Append(command).Concat(Root.Options);

        Assert.Empty(symbols.Where(symbol => string.IsNullOrEmpty(symbol.Description)));
    }

    private static string Row(string path, CliCommand command)
    {
        var help = HelpOf(path);
        var usage = Usage().Match(help).Groups[1].Value;
        Assert.StartsWith(path, usage);
        return $"| `{usage}` | {command.Description} | {(command.Method is null ? "" : $"`{command.Method}`")} |";
    }

    private static string HelpOf(string path)
    {
        using var output = new StringWriter();
        Assert.Equal(0, Root.Parse([.. path.Split(' '), "--help"]).Invoke(new InvocationConfiguration { Output = output }));
        return output.ToString();
    }

    private static IEnumerable<(string Path, CliCommand Command)> Leaves(Command command, string path) => command.Subcommands.SelectMany(sub =>
        sub.Subcommands.Count > 0 ? Leaves(sub, $"{path}{sub.Name} ") : [(path + sub.Name, (CliCommand)sub)]);

    [GeneratedRegex(@"Usage:\n  \S+ (.*?) \[options\]\n")]
    private static partial Regex Usage();

    /// <summary>The command line itself, without what is before and around it.</summary>
    [GeneratedRegex(@"(?:^|\| |<\()samplectl ([^|)]*)")]
    private static partial Regex Line();

    /// <summary>What shells take as one word.</summary>
    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\| `(?:table|json|rpc)` \|")]
    private static partial Regex Format();
}
