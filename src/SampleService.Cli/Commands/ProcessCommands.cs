using System.CommandLine;
using System.Text.Json;

namespace SampleService.Cli;

/// <summary>Commands about one process and about the processes of the deployment.</summary>
internal static class ProcessCommands
{
    private static readonly View Setting = Views.One(Column.Text("key", "setting"), Column.Text("value", "level"), Column.Text("source"));

    public static IEnumerable<Command> All =>
    [
        new StatusCommand(),
        new CallCommand(
            "members", "List the processes that serve the deployment.", "Cluster.members",
            Views.List(Column.Text("process"), Column.Text("addresses"), Column.Text("version"), Column.Time("started"), Column.State("state")),
            "samplectl members"),
        new CallCommand(
            "drain", "Stop the process, as SIGTERM does: calls under way end, and no more are taken.", "Node.drain", Views.None, "samplectl drain")
        {
            Done = "the process ends when its calls have ended, after 30 s at the latest",
        },
        new LogLevelCommand(),
        new CallCommand(
            "erase", "Erase the content of a withdrawn sample for good, which the law may ask for.", "Node.erase_sample",
            Views.One(Column.Text("id"), Column.Text("versions")),
            "samplectl erase 01a2008e-1fe0-754b-a18a-a90e9734fdff --reason \"asked for by the donor\"")
        {
            Done = "what backups and the logs of the database still hold: docs/security.md, Erasing",
        }
            .Takes("id", new Argument<string>("SAMPLE") { Description = "The sample; it has to be withdrawn." })
            .Takes("reason", new Option<string>("--reason") { Description = "Why; the log of the server has it.", HelpName = "TEXT", Required = true }),
        new CliCommand("config", "The settings of a process.").Has(new CallCommand(
            "show", "List the settings as they were loaded, secrets left out, and where each comes from.", "Node.configuration",
            Views.List(Column.Text("key"), Column.Text("value"), Column.Text("source")),
            "samplectl config show", "samplectl config show | grep ^Limits:")),
    ];

    /// <summary>How a process is doing: the socket tells more than the gateway door.</summary>
    private sealed class StatusCommand : CliCommand
    {
        private const string OfNode = "Node.status";

        private static readonly View Node = Views.One(
            Column.State("state"), Column.Text("version"), Column.Text("git_commit_hash", "commit"), Column.Text("process"), Column.Time("started"),
            Column.Time("servertime", "clock"), Column.Text("calls"), Column.Text("connections"), Column.Text("node_connections", "sockets"), Column.Text("stopping"));

        private static readonly View Gateway = Views.One(
            Column.Text("state"), Column.Text("message"), Column.Text("version"), Column.Text("git_commit_hash", "commit"), Column.Time("servertime", "clock"));

        public StatusCommand()
            : base("status", "Tell how the server is doing.", "samplectl status", "samplectl --url https://samples.example.org status")
        {
            Method = OfNode;
            SetAction((command, cancellation) => WithServerAsync(command, server => server.IsNode
                ? server.CallAsync(OfNode, null, Node, cancellation)
                : server.CallAsync("SampleService.status", null, Gateway, cancellation)));
        }
    }

    /// <summary>Shows what the log of a process shows, or changes it.</summary>
    private sealed class LogLevelCommand : CliCommand
    {
        private const string Settings = "Node.configuration";
        private const string Change = "Node.set_log_level";
        private const string SectionOfLevels = "Logging:LogLevel:";
        private const string Otherwise = "Default";

        private static readonly string[] Levels = ["Trace", "Debug", "Information", "Warning", "Error", "Critical", "None"];

        private readonly Argument<string> _category = new("CATEGORY") { Description = "Default, or the beginning of the names of categories, such as SampleService.JsonRpc." };
        private readonly Argument<string?> _level = new("LEVEL") { Description = $"The lowest level that is shown, one of {string.Join(", ", Levels)}; when not given, it is told what it is.", HelpName = "LEVEL", Arity = ArgumentArity.ZeroOrOne };

        public LogLevelCommand()
            : base(
                "log-level", "Show or change the level of a category of the log, until the process ends.",
                "samplectl log-level SampleService.JsonRpc Warning", "samplectl log-level Default")
        {
            Method = Change;
            Arguments.Add(_category);
            _level.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Levels);
            Arguments.Add(_level);
            SetAction((command, cancellation) => WithServerAsync(command, server => command.GetValue(_level) is { } level
                ? server.CallAsync(Change, writer => Write(writer, command.GetValue(_category)!, level), Views.None, cancellation)
                : ShowAsync(server, command.GetValue(_category)!, cancellation)));
        }

        private static void Write(Utf8JsonWriter writer, string category, string level)
        {
            writer.WriteStartObject();
            writer.WriteString("category", category);
            writer.WriteString("level", level);
            writer.WriteEndObject();
        }

        /// <summary>There is no method for it: of the settings it is the one with the longest name that the category begins with.</summary>
        private static async Task<int> ShowAsync(Server server, string category, CancellationToken cancellation)
        {
            var request = RpcRequest.Write(Settings, null);
            var answer = await server.Client.AskAsync(request, cancellation);
            server.Presenter.ShowMessages(request, answer);
            var settings = RpcAnswer.Read(answer);
            if (settings.Error is not null || settings.Result.ValueKind != JsonValueKind.Array)
                return server.Presenter.Show(settings, Views.Any);
            var levels = settings.Result.EnumerateArray()
                .Select(setting => (Name: Cells.Member(setting, "key"), Setting: setting))
                .Where(level => level.Name.StartsWith(SectionOfLevels, StringComparison.OrdinalIgnoreCase))
                .Select(level => (Name: level.Name[SectionOfLevels.Length..], level.Setting))
                .Where(level => Covers(level.Name, category))
                .OrderByDescending(level => level.Name.Equals(Otherwise, StringComparison.OrdinalIgnoreCase) ? 0 : level.Name.Length)
                .ToArray();
            return levels is [var nearest, ..]
                ? server.Presenter.Show(new RpcAnswer(nearest.Setting, default, null), Setting)
                : throw new FailureException(ExitCodes.Error, $"No level is set for {category}.");
        }

        private static bool Covers(string name, string category) =>
            name.Equals(Otherwise, StringComparison.OrdinalIgnoreCase)
            || category.Equals(name, StringComparison.OrdinalIgnoreCase)
            || category.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase);
    }
}
