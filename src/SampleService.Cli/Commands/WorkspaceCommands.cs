using System.CommandLine;
using System.Text.Json;

namespace SampleService.Cli;

/// <summary>Commands about workspaces and their objects, in a deployment with workspaces of its own.</summary>
internal static class WorkspaceCommands
{
    private static readonly Dictionary<string, string> Permissions = new()
    {
        ["none"] = "n",
        ["read"] = "r",
        ["write"] = "w",
        ["admin"] = "a",
    };

    private static readonly Column[] Workspace =
    [
        Column.Text("workspace"), Column.Text("name"), Column.Text("owner"), Column.Text("public"), Column.Time("created"), Column.Time("deleted"),
    ];

    private static readonly Column[] Item =
        [Column.Text("upa"), Column.Text("name"), Column.Text("type"), Column.Time("saved"), Column.Time("deleted")];

    public static Command Group => new CliCommand("workspace", "Workspaces, in a deployment with workspaces of its own.").Has(
        new CallCommand("list", "List all workspaces, deleted ones too.", "Standalone.list_workspaces", Views.List(Workspace), "samplectl workspace list"),
        new CallCommand("show", "Show a workspace with its permissions and objects.", "Standalone.get_workspace", Details, "samplectl workspace show 1")
            .Takes("workspace", Number()),
        new CallCommand(
            "create", "Make a workspace with the next number.", "Standalone.create_workspace", Views.One(Workspace),
            "samplectl workspace create alice \"Sequencing 2026\"")
            .Takes("owner", AccountCommands.User("The account it belongs to."))
            .Takes("name", Name())
            .Takes("public", new Option<bool>("--public") { Description = "Let everybody read it." }),
        Publish("publish", "Let everybody read a workspace, callers without a token too.", isPublic: true),
        Publish("unpublish", "Let nobody read a workspace but those with a permission.", isPublic: false),
        Grant(),
        new CallCommand(
            "delete", "Delete a workspace; its objects and permissions stay.", "Standalone.delete_workspace", Views.One(Workspace), "samplectl workspace delete 2")
            .Takes("workspace", Number()),
        new CallCommand(
            "undelete", "Restore a deleted workspace.", "Standalone.undelete_workspace", Views.One(Workspace), "samplectl workspace undelete 2")
            .Takes("workspace", Number()),
        Objects);

    private static Command Objects => new CliCommand("object", "Objects of workspaces: names and types for links to lead to.").Has(
        new CallCommand(
            "create", "Make an object, as version 1.", "Standalone.create_object", Views.One(Item), "samplectl workspace object create 1 \"run 1\" Sequencing.Run-1.0")
            .Takes("workspace", Number())
            .Takes("name", Name())
            .Takes("type", new Argument<string>("TYPE") { Description = "Its type, Module.Type-major.minor." }),
        new CallCommand(
            "version", "Make the next version of an object.", "Standalone.create_object_version", Views.One(Item), "samplectl workspace object version 1 1")
            .Takes("workspace", Number())
            .Takes("object", ObjectNumber())
            .Takes("type", new Option<string?>("--type") { Description = "Its type; that of the version before when not given.", HelpName = "TYPE" }),
        new CallCommand(
            "delete", "Delete an object with all its versions.", "Standalone.delete_object", Views.One(Item), "samplectl workspace object delete 1 1")
            .Takes("workspace", Number())
            .Takes("object", ObjectNumber()),
        new CallCommand(
            "undelete", "Restore a deleted object with all its versions.", "Standalone.undelete_object", Views.One(Item), "samplectl workspace object undelete 1 1")
            .Takes("workspace", Number())
            .Takes("object", ObjectNumber()));

    private static Argument<long> Number() => new("WORKSPACE") { Description = "The number of the workspace." };

    private static Argument<long> ObjectNumber() => new("OBJECT") { Description = "The number of the object in its workspace." };

    private static Argument<string> Name() => new("NAME") { Description = "Its name." };

    private static CallCommand Publish(string name, string description, bool isPublic) =>
        new CallCommand(name, description, "Standalone.set_workspace_public", Views.One(Workspace), $"samplectl workspace {name} 1")
            .Takes("workspace", Number())
            .Sends((_, writer) => writer.WriteBoolean("public", isPublic));

    private static CallCommand Grant()
    {
        var permission = new Argument<string>("PERMISSION") { Description = string.Join(", ", Permissions.Keys) + ".", HelpName = "PERMISSION" };
        permission.AcceptOnlyFromAmong([.. Permissions.Keys]);
        var command = new CallCommand(
            "grant", "Replace the permission of a user in a workspace.", "Standalone.set_permission", Views.One(Workspace),
            "samplectl workspace grant 1 bob write", "samplectl workspace grant 1 bob none")
            .Takes("workspace", Number())
            .Takes("user", AccountCommands.User());
        command.Arguments.Add(permission);
        return command.Sends((given, writer) => writer.WriteString("permission", Permissions[given.GetValue(permission)!]));
    }

    private static IEnumerable<Table> Details(JsonElement result)
    {
        yield return Views.OneOf(result, Workspace);
        if (Cells.Find(result, "permissions") is { ValueKind: JsonValueKind.Object } permissions && permissions.EnumerateObject().Any())
            yield return new Table(["user", "permission"], [.. permissions.EnumerateObject().Select(user => (string[])[user.Name, NameOf(Cells.Text(user.Value))])]);
        if (Cells.Find(result, "objects") is { ValueKind: JsonValueKind.Array } items && items.GetArrayLength() > 0)
            yield return Views.ListOf(items, Item);
    }

    private static string NameOf(string permission) => Permissions.FirstOrDefault(known => known.Value == permission).Key ?? permission;
}
