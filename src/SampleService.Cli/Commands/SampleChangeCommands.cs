using System.CommandLine;
using System.Text.Json;

namespace SampleService.Cli;

/// <summary>Commands that leave and withdraw samples, relate them, and give them identifiers.</summary>
internal static class SampleChangeCommands
{
    private const string SomeId = "01a2008e-1fe0-754b-a18a-a90e9734fdff";
    private const string OtherId = "01a2008e-5b10-7a44-8c02-6f1d9e2b7a31";

    private static readonly string[] Types = ["derived_from", "aliquot_of", "part_of", "pooled_from", "same_as", "related_to"];

    /// <summary>Those below <c>sample</c>.</summary>
    public static Command[] OfSample =>
    [
        new CallCommand(
            "leave", "Remove a user's own entry from the ACLs of a sample.", "SampleService.leave_sample", Views.None, $"samplectl sample leave {SomeId} --as-user bob")
            .Takes("id", Sample())
            .AsSomebody(),
        new CallCommand(
            "withdraw", "Withdraw a sample, or one version of it. Nothing is erased, and the links to it end.", "SampleService.withdraw_sample",
            Views.One(Column.Text("id"), Column.Text("version"), Column.Text("reason"), Column.Text("by"), Column.Time("at")),
            $"samplectl sample withdraw {SomeId} --reason 'labelled as another core' --as-user alice",
            $"samplectl sample withdraw {SomeId} --version 1 --reason 'depth in feet' --as-user alice")
            .Takes("id", Sample())
            .Takes("version", Version("The version, not the newest; the whole sample when not given."))
            .Takes("reason", new Option<string>("--reason") { Description = "Why, as those are told who could read it.", HelpName = "TEXT", Required = true })
            .AsSomebody(),
        new CallCommand(
            "restore", "Take a withdrawal back. Links that ended with it stay ended.", "SampleService.restore_sample", Views.None,
            $"samplectl sample restore {SomeId} --as-user alice")
            .Takes("id", Sample())
            .Takes("version", Version("The version; the whole sample when not given."))
            .AsSomebody(),
    ];

    public static Command Relate
    {
        get
        {
            var type = new Argument<string>("TYPE") { Description = $"What is said of FROM, one of {string.Join(", ", Types)}." };
            type.AcceptOnlyFromAmong(Types);
            var command = new CallCommand(
                "relate", "Say what a sample was made of, or is: FROM is an aliquot of TO, and the like.", "SampleService.add_relation",
                Views.One(Column.Text("relation"), Column.Text("type"), Column.Text("from"), Column.Text("to"), Column.Time("created"), Column.Text("createdby", "made by")),
                $"samplectl relate aliquot_of {OtherId} {SomeId} --as-user alice",
                $"samplectl relate part_of {OtherId} {SomeId} --to-version 1 --to-node core-1 --as-user alice")
                .Takes("type", type);
            return End(End(command, "from", "The sample that something is said of."), "to", "The other sample.").AsSomebody();
        }
    }

    public static Command Identify => new CallCommand(
        "identify", "Give an identifier to a sample, or to a node of it.", "SampleService.add_identifier",
        Views.One(Column.Text("namespace"), Column.Text("value"), Column.Text("id"), Column.Text("node"), Column.Time("added"), Column.Text("addedby", "added by")),
        $"samplectl identify {SomeId} igsn IEAWH0301 --as-user alice", $"samplectl identify {SomeId} ~alice 'shelf 3' --node core-1 --as-user alice")
        .Takes("id", Sample())
        .Takes("namespace", new Argument<string>("NAMESPACE") { Description = "igsn, biosample, doi, ark, or ~USER or @GROUP, whose names they are." })
        .Takes("value", new Argument<string>("VALUE") { Description = "The identifier, in any form of the namespace." })
        .Takes("node", new Option<string?>("--node") { Description = "The node of the newest version that has it; the sample itself when not given.", HelpName = "NODE" })
        .AsSomebody();

    private static CallCommand End(CallCommand command, string member, string description)
    {
        var id = new Argument<string>(member.ToUpperInvariant()) { Description = description };
        var version = new Option<long?>($"--{member}-version") { Description = $"The version of {member.ToUpperInvariant()} that is meant.", HelpName = "N" };
        var node = new Option<string?>($"--{member}-node") { Description = "The node of that version that is meant.", HelpName = "NODE" };
        command.Arguments.Add(id);
        command.Options.Add(version);
        command.Options.Add(node);
        return command.Sends((given, writer) => Write(writer, member, given.GetValue(id)!, given.GetValue(version), given.GetValue(node)));
    }

    private static void Write(Utf8JsonWriter writer, string member, string id, long? version, string? node)
    {
        writer.WriteStartObject(member);
        writer.WriteString("id", id);
        if (version is { } number)
            writer.WriteNumber("version", number);
        if (node is not null)
            writer.WriteString("node", node);
        writer.WriteEndObject();
    }

    private static Argument<string> Sample() => new("SAMPLE") { Description = "The sample." };

    private static Option<long?> Version(string description) => new("--version") { Description = description, HelpName = "N" };
}
