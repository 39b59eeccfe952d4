using System.CommandLine;
using System.Text;

namespace SampleService.Cli;

/// <summary>Commands about webhooks.</summary>
internal static class WebhookCommands
{
    private const string SomeId = "7d0b5b0e-52a4-4c0e-9d7e-0d6a0a1f4c55";

    private static readonly Column[] Columns =
    [
        Column.Text("id"), Column.Text("maker"), Column.Text("url"), Column.Text("types"), Column.Text("sample"), Column.Text("state"), Column.Text("position"),
        Column.Text("failures"), Column.Time("next_attempt"), Column.Time("last_attempt"), Column.Text("last_status"), Column.Text("last_fault"),
    ];

    public static Command Group => new CliCommand("webhook", "Addresses to which events are sent.").Has(
        Create(),
        new CallCommand(
            "list", "List your webhooks, and how they do.", "Events.list_webhooks", result => [Views.ListOf(Cells.Find(result, "webhooks"), Columns)],
            "samplectl --url http://127.0.0.1:5000 events webhook list", "samplectl events webhook list --format json")
            .Takes("as_admin", AsAdmin("list those of all users")),
        new CallCommand(
            "delete", "Delete a webhook.", "Events.delete_webhook", Views.One(Column.Text("deleted")), $"samplectl --url http://127.0.0.1:5000 events webhook delete {SomeId}")
            .Takes("id", new Argument<string>("ID") { Description = "Its id, as list shows it." })
            .Takes("as_admin", AsAdmin("delete that of another user")));

    /// <summary>The secret comes from a file, since other users of the machine see what a command is given.</summary>
    private static CallCommand Create()
    {
        var secret = new Option<string>("--secret-file")
        {
            Description = "A file with the secret that requests are signed with, 24 to 256 characters on one line; - reads standard input.",
            HelpName = "FILE",
            Required = true,
        };
        var command = new CallCommand(
            "create", "Have events sent to an address.", "Events.create_webhook", Views.One(Columns),
            "samplectl --url http://127.0.0.1:5000 events webhook create https://receiver.example/events --secret-file secret.txt --types NEW_SAMPLE")
            .Takes("url", new Argument<string>("URL") { Description = "Where events are sent; https." })
            .Takes("types", new Option<string[]>("--types") { Description = "Send events of this type, such as NEW_SAMPLE. May be given more than once.", HelpName = "TYPE" })
            .Takes("sample", new Option<string?>("--sample") { Description = "Send the events of this sample.", HelpName = "ID" })
            .Takes("after", new Option<long?>("--after") { Description = "The position of the last event seen; from now on when not given.", HelpName = "POSITION" })
            .Takes("as_admin", AsAdmin("send all events"));
        command.Options.Add(secret);
        return command.Sends((given, writer) => writer.WriteString("secret", Encoding.UTF8.GetString(JsonInput.ReadBytes(given.GetValue(secret)!)).TrimEnd('\r', '\n')));
    }

    private static Option<bool> AsAdmin(string what) => new("--as-admin") { Description = $"Use administration rights to {what}. The log has it." };
}
