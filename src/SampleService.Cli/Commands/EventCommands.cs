using System.CommandLine;
using System.Text.Json;

namespace SampleService.Cli;

/// <summary>Commands about events: what has changed, and what changes now.</summary>
internal static class EventCommands
{
    private const string SomeId = "01a2008e-1fe0-754b-a18a-a90e9734fdff";

    public static Command Group => new CliCommand("events", "What has changed, and what changes now.").Has(new TailCommand(), WebhookCommands.Group);

    /// <summary>Shows events page by page; then, when asked to, those that come.</summary>
    private sealed class TailCommand : CliCommand
    {
        private const int PageSize = 1000;

        private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

        private static readonly Column[] Columns =
        [
            Column.Text("position"), Column.Time("at"), Column.Text("type"), Column.Text("by"), Column.Text("sample"), Column.Text("version"),
            Column.Text("link"), Column.Text("acl_version"),
        ];

        private readonly Option<long> _after = new("--after") { Description = "The position of the last event seen; 0 when not given.", HelpName = "POSITION" };
        private readonly Option<string?> _sample = new("--sample") { Description = "Show the events of this sample.", HelpName = "ID" };
        private readonly Option<string[]> _types = new("--types") { Description = "Show events of this type, such as NEW_SAMPLE. May be given more than once.", HelpName = "TYPE" };
        private readonly Option<bool> _follow = new("--follow") { Description = "Go on with what happens from then on, until it is stopped." };
        private readonly Option<bool> _asAdmin = new("--as-admin") { Description = "With --url: use administration rights. The log has it. By the socket they are always used." };

        public TailCommand()
            : base(
                "tail", "Show events after a position, in their order.",
                "samplectl events tail --after 90411", $"samplectl events tail --sample {SomeId} --types NEW_SAMPLE --types ACL_CHANGE --follow --format json")
        {
            Method = "SampleService.get_events";
            foreach (var option in (Option[])[_after, _sample, _types, _follow, _asAdmin])
                Options.Add(option);
            SetAction((command, cancellation) => WithServerAsync(command, server => RunAsync(command, server, cancellation)));
        }

        private async Task<int> RunAsync(ParseResult command, Server server, CancellationToken cancellation)
        {
            var after = command.GetValue(_after);
            var isFirst = true;
            while (true)
            {
                var request = RpcRequest.Write(Method!, writer => Write(command, writer, after));
                var answer = await server.Client.AskAsync(request, cancellation);
                server.Presenter.ShowMessages(request, answer);
                var page = RpcAnswer.Read(answer);
                if (page.Error is not null)
                    return server.Presenter.ShowError(page.Error);
                server.Presenter.ShowMore(Cells.Find(page.Result, "events"), Columns, isFirst);
                isFirst = false;
                var last = Cells.Find(page.Result, "last").GetInt64();
                if (last == after)
                {
                    if (!command.GetValue(_follow))
                        return ExitCodes.Ok;
                    await Task.Delay(Interval, cancellation);
                }

                after = last;
            }
        }

        private void Write(ParseResult command, Utf8JsonWriter writer, long after)
        {
            writer.WriteStartObject();
            writer.WriteNumber("after", after);
            if (command.GetValue(_types) is { Length: > 0 } types)
            {
                writer.WriteStartArray("types");
                foreach (var type in types)
                    writer.WriteStringValue(type);
                writer.WriteEndArray();
            }

            if (command.GetValue(_sample) is { } sample)
                writer.WriteString("sample", sample);
            writer.WriteNumber("limit", PageSize);
            if (command.GetValue(_asAdmin))
                writer.WriteBoolean("as_admin", true);
            writer.WriteEndObject();
        }
    }
}
