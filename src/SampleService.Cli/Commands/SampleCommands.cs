using System.CommandLine;
using System.Text.Json;

namespace SampleService.Cli;

/// <summary>Commands about samples, for a look at one and for putting right who may see it.</summary>
internal static class SampleCommands
{
    private const string SomeId = "01a2008e-1fe0-754b-a18a-a90e9734fdff";

    private static readonly View Acls = Views.One(
        Column.Text("owner"), Column.Text("admin"), Column.Text("write"), Column.Text("read"), Column.Flag("public_read"));

    public static Command Group => new CliCommand("sample", "Samples: look at one, make one, put right who may see it.").Has(
        new CallCommand(
            "get", "Show a version of a sample, the newest unless another is asked for.", "SampleService.get_sample", Details,
            $"samplectl sample get {SomeId}", $"samplectl sample get {SomeId} --version 1 --format json")
            .Takes("id", Id())
            .Takes("version", new Option<long?>("--version") { Description = "The version.", HelpName = "N" })
            .Takes("as_admin", AsAdmin()),
        FindCommand.Create(),
        new ExportCommand(),
        Create(),
        new CallCommand(
            "acls", "Show who may do what with a sample.", "SampleService.get_sample_acls", Acls, $"samplectl sample acls {SomeId}")
            .Takes("id", Id())
            .Takes("as_admin", AsAdmin()),
        Share(),
        new CallCommand(
            "links", "List the data links of a version of a sample.", "SampleService.get_data_links_from_sample", Links,
            $"samplectl sample links {SomeId} 1", $"samplectl sample links {SomeId} 1 --at 2026-01-01")
            .Takes("id", Id())
            .Takes("version", new Argument<long>("VERSION") { Description = "The version." })
            .Takes("effective_time", Moments.Option("--at", "Show the links of that moment; those of now when not given."))
            .Takes("as_admin", AsAdmin())).Has(SampleChangeCommands.OfSample);

    private static Argument<string> Id() => new("ID") { Description = "The sample." };

    private static Option<bool> AsAdmin() => new("--as-admin")
    {
        Description = "With --url: use administration rights. The log has it. By the socket they are always used.",
    };

    private static CallCommand Create()
    {
        var file = new Argument<string>("FILE") { Description = "A file with the sample as JSON, an object with name and node_tree; - reads standard input." };
        var asUser = new Option<string?>("--as-user") { Description = "Who is recorded as the one who saved it; by the socket a new sample needs one.", HelpName = "USER" };
        var command = new CallCommand(
            "create", "Save a sample, or a new version of the one whose id it has.", "SampleService.create_sample",
            Views.One(Column.Text("id"), Column.Text("version")),
            "samplectl sample create soil.json --as-user alice",
            "echo '{\"node_tree\": [{\"id\": \"core-1\", \"type\": \"BioReplicate\"}]}' | samplectl sample create - --as-user alice")
            .Takes("prior_version", new Option<long?>("--prior-version") { Description = "Save only if this is the newest version.", HelpName = "N" });
        command.Arguments.Add(file);
        command.Options.Add(asUser);
        return command.Sends((given, writer) =>
        {
            writer.WritePropertyName("sample");
            writer.WriteRawValue(JsonInput.Read(given.GetValue(file)!), skipInputValidation: true);
            if (given.GetValue(asUser) is not { } user)
                return;
            writer.WriteBoolean("as_admin", true);
            writer.WriteString("as_user", user);
        });
    }

    private static CallCommand Share()
    {
        var open = new Option<bool>("--public") { Description = "Let everybody read it." };
        var closed = new Option<bool>("--private") { Description = "Let only those who are named read it." };
        var command = new CallCommand(
            "share", "Change who may do what with a sample; users who are not named keep what they have.", "SampleService.update_sample_acls", Views.None,
            $"samplectl sample share {SomeId} --read bob --write carol", $"samplectl sample share {SomeId} --remove bob --public")
            .Takes("id", Id())
            .Takes("read", Users("--read", "A user who may read it."))
            .Takes("write", Users("--write", "A user who may also save versions."))
            .Takes("admin", Users("--admin", "A user who may also change who may."))
            .Takes("remove", Users("--remove", "A user who loses what they have."))
            .Takes("at_least", new Option<bool>("--at-least") { Description = "Give nobody less than they have." })
            .Takes("as_admin", AsAdmin());
        command.Options.Add(open);
        command.Options.Add(closed);
        command.Validators.Add(result =>
        {
            if (result.GetValue(open) && result.GetValue(closed))
                result.AddError("--public and --private exclude each other.");
        });
        return command.Sends((given, writer) =>
        {
            if (given.GetValue(open) || given.GetValue(closed))
                writer.WriteNumber("public_read", given.GetValue(open) ? 1 : -1);
        });
    }

    private static Option<string[]> Users(string name, string description) => new(name)
    {
        Description = description + " May be given more than once.",
        HelpName = "USER",
    };

    private static IEnumerable<Table> Details(JsonElement result) =>
    [
        Views.OneOf(result, Column.Text("id"), Column.Text("version"), Column.Text("name"), Column.Text("user", "saved by"), Column.Time("save_date", "saved")),
        Views.ListOf(
            Cells.Find(result, "node_tree"), Column.Text("id", "node"), Column.Text("type"), Column.Text("parent"), Column.Text("meta_controlled"), Column.Text("meta_user")),
    ];

    private static IEnumerable<Table> Links(JsonElement result) =>
    [
        Views.ListOf(
            Cells.Find(result, "links"), Column.Text("upa"), Column.Text("dataid"), Column.Text("node"), Column.Text("createdby", "made by"),
            Column.Time("created", "made"), Column.Time("expired", "ended"), Column.Text("linkid", "link")),
    ];
}
