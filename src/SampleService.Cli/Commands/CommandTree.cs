using System.CommandLine;
using System.CommandLine.Help;

namespace SampleService.Cli;

/// <summary>All commands.</summary>
internal static class CommandTree
{
    private const string Description =
        """
        Operates a Sample Service: by the Unix socket of a server on this machine, or by --url.

        Exit codes: 0 done, 2 error, 3 the server has no such method, 75 try again later (not reachable, or refused by the state of the platform).
        Environment: SAMPLECTL_SOCKET, SAMPLECTL_TOKEN, NO_COLOR.
        """;

    public static RootCommand Create()
    {
        var root = new RootCommand(Description);
        CommonOptions.AddTo(root);
        foreach (var command in ProcessCommands.All)
            root.Subcommands.Add(command);
        root.Subcommands.Add(StateCommands.Group);
        root.Subcommands.Add(AccountCommands.Accounts);
        root.Subcommands.Add(AccountCommands.Tokens);
        root.Subcommands.Add(WorkspaceCommands.Group);
        root.Subcommands.Add(SampleCommands.Group);
        root.Subcommands.Add(new ApplyCommand());
        root.Subcommands.Add(GroupCommands.Group);
        root.Subcommands.Add(OfferCommands.Group);
        root.Subcommands.Add(SampleChangeCommands.Relate);
        root.Subcommands.Add(SampleChangeCommands.Identify);
        root.Subcommands.Add(EventCommands.Group);
        root.Subcommands.Add(RpcCommands.Group);
        root.Subcommands.Add(new CompletionCommand());
        var help = root.Options.OfType<HelpOption>().Single();
        // Forms of another system, which look like paths.
        help.Aliases.Remove("/h");
        help.Aliases.Remove("/?");
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }
}
