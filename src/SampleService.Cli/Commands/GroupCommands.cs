using System.CommandLine;

namespace SampleService.Cli;

/// <summary>Commands about groups of users.</summary>
internal static class GroupCommands
{
    private static readonly Column[] Columns =
    [
        Column.Text("name"), Column.Text("title"), Column.Text("owner"), Column.Text("managers"), Column.Text("members"), Column.Text("version"),
        Column.Text("retired"), Column.Time("changed"),
    ];

    public static Command Group => new CliCommand("group", "Groups of users, which stand in ACLs as @name.").Has(
        new CallCommand(
            "create", "Make a group.", "SampleService.create_group", Views.One(Columns),
            "samplectl --url http://127.0.0.1:5000 group create soil-lab --title \"The soil laboratory\" --members alice --members bob")
            .Takes("name", Name())
            .Takes("title", Title())
            .Takes("members", Users("--members", "A member."))
            .Takes("managers", Users("--managers", "A user who may change title and members."))
            .AsSomebody(),
        new CallCommand(
            "show", "A group and its members.", "SampleService.get_group", Views.One(Columns), "samplectl --url http://127.0.0.1:5000 group show soil-lab")
            .Takes("name", Name())
            .Takes("as_admin", AsAdmin()),
        new CallCommand(
            "list", "List your groups; an operator sees all.", "SampleService.list_groups", result => [Views.ListOf(Cells.Find(result, "groups"), Columns)],
            "samplectl --url http://127.0.0.1:5000 group list --role owner")
            .Takes("role", new Option<string?>("--role") { Description = "What you are in them: member, manager, owner.", HelpName = "ROLE" })
            .Takes("limit", new Option<long?>("--limit") { Description = "How many at most: 1 to 1000.", HelpName = "N" })
            .Takes("cursor", new Option<string?>("--cursor") { Description = "next of the page before.", HelpName = "CURSOR" })
            .Takes("as_admin", AsAdmin()),
        Update());

    private static CallCommand Update()
    {
        var retired = new Option<bool?>("--retired") { Description = "Whether it gives no rights any more: true or false.", HelpName = "BOOL" };
        var command = new CallCommand(
            "update", "Change a group.", "SampleService.update_group", Views.One(Columns),
            "samplectl --url http://127.0.0.1:5000 group update soil-lab --add carol --remove bob")
            .Takes("name", Name())
            .Takes("title", Title())
            .Takes("add", Users("--add", "A new member."))
            .Takes("remove", Users("--remove", "A member who is to be none any more."))
            .Takes("add_managers", Users("--add-managers", "A new manager."))
            .Takes("remove_managers", Users("--remove-managers", "A manager who is to be none any more."))
            .Takes("owner", new Option<string?>("--owner") { Description = "The new owner.", HelpName = "USER" })
            .Takes("if_group_version", new Option<long?>("--if-version") { Description = "Only if the group is in this version.", HelpName = "N" })
            .AsSomebody();
        command.Options.Add(retired);
        return command.Sends((given, writer) =>
        {
            if (given.GetValue(retired) is { } flag)
                writer.WriteBoolean("retired", flag);
        });
    }

    private static Argument<string> Name() => new("NAME") { Description = "The name of the group, without @." };

    private static Option<string?> Title() => new("--title") { Description = "What it is for.", HelpName = "TITLE" };

    private static Option<string[]> Users(string name, string description) => new(name) { Description = description + " May be given more than once.", HelpName = "USER" };

    private static Option<bool> AsAdmin() => new("--as-admin") { Description = "With --url: use administration rights. The log has it. By the socket they are always used." };
}
