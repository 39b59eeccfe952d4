using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;
using static SampleService.Api.StandaloneParams;

namespace SampleService.Api;

/// <summary>The methods about workspaces and objects of a stand-alone deployment.</summary>
internal static class WorkspaceDescriptors
{
    private const string Group = "workspaces";

    private const string FirstWorkspace =
        """{"workspace": 1, "name": "Example", "owner": "alice", "public": false, "created": 1795304620103, "deleted": null""";

    private const string Sequencing =
        """{"workspace": 2, "name": "Sequencing 2026", "owner": "carol", "public": false, "created": 1795304625410, "deleted": null}""";

    private const string PublicSequencing =
        """{"workspace": 2, "name": "Sequencing 2026", "owner": "carol", "public": true, "created": 1795304625410, "deleted": """;

    private const string Run = """{"upa": "2/1/1", "name": "run 1", "type": "Sequencing.Run-1.0", "saved": 1795304625502, "deleted": null}""";

    private const string NextRun = """{"upa": "2/1/2", "name": "run 1", "type": "Sequencing.Run-1.0", "saved": 1795304625520, "deleted": """;

    public static readonly Member Owner = new Member("owner", Schema.Text(100), "The account it belongs to.").Required();

    public static readonly Member WorkspaceName = new Member("name", Schema.Text(256), "Its name; need not be unique.").Required();

    public static readonly Member Permission = new Member(
        "permission", Schema.OneOf("n", "r", "w", "a"), "Nothing, read, write, administrate.").Required();

    public static readonly Member ObjectName = new Member("name", Schema.Text(256), "Its name, unique within the workspace.").Required();

    public static readonly Member ObjectType = new Member("type", Schema.Text(), "Its type, `Module.Type-major.minor`.").Required();

    public static readonly Member NewType = new("type", Schema.Text() with { IsNullable = true }, "Its type; that of the version before when absent or null.");

    private static readonly MethodCheck TypeForm = new(
        "`type` has the form `Module.Type-major.minor`", Illegal("type {type} must have the form Module.Type-major.minor"));

    public static readonly MethodDescriptor ListVisible = new("Standalone.list_visible_workspaces", Group, "Lists the workspaces that the caller can read")
    {
        Rights = new(TokenRequirement.Optional),
        Result = new ArraySchema(StandaloneSchemas.VisibleWorkspace),
        Checks = [OptionalToken],
        Examples = [new("alice", null, $$"""[{{FirstWorkspace}}, "permission": "a"}]""")],
    };

    public static readonly MethodDescriptor ListWorkspaces = Method("list_workspaces", "Lists all workspaces, deleted ones too") with
    {
        Parameters = null,
        Result = new ArraySchema(StandaloneSchemas.Workspace),
        Checks = AdministratorChecks("list_workspaces"),
        Examples = [new("admin", null, $$"""[{{FirstWorkspace}}}]""")],
    };

    public static readonly MethodDescriptor GetWorkspace = OfWorkspace("get_workspace", "Reads a workspace, deleted or not, with its permissions and objects") with
    {
        Result = StandaloneSchemas.WorkspaceDetails,
        Checks = [.. OnWorkspace("get_workspace"), Number("workspace"), WorkspaceExists],
        Examples =
        [
            new(
                "alice", """{"workspace": 1}""",
                $$"""{{FirstWorkspace}}, "permissions": {"bob": "r"}, "objects": [{"upa": "1/1/1", "name": "reads", "type": "Example.Reads-1.0", "saved": 1795304620103, "deleted": null}, {"upa": "1/2/1", "name": "genome", "type": "Example.Genome-1.0", "saved": 1795304620103, "deleted": null}]}"""),
        ],
    };

    public static readonly MethodDescriptor CreateWorkspace = Method("create_workspace", "Makes a workspace with the next number") with
    {
        Parameters = new(Owner, WorkspaceName, Public),
        Checks =
        [
            .. First("create_workspace"), Text("owner"), Text("name"), Flag("public"),
            AccountExists with { Condition = "The owner exists and is enabled", Errors = [Error(ErrorKind.NoSuchUser, "{owner}")] },
        ],
        Examples = [new("admin", """{"owner": "carol", "name": "Sequencing 2026"}""", Sequencing)],
    };

    public static readonly MethodDescriptor SetPublic = OfWorkspace("set_workspace_public", "Makes a workspace public or private") with
    {
        Parameters = new(Workspace, Public),
        Checks = [.. OnWorkspace("set_workspace_public"), Number("workspace"), Flag("public"), WorkspaceIsThere],
        Examples = [new("admin", """{"workspace": 2, "public": true}""", $"{PublicSequencing}null}}")],
    };

    public static readonly MethodDescriptor SetPermission = OfWorkspace("set_permission", "Replaces the permission of a user in a workspace") with
    {
        Parameters = new(Workspace, User, Permission),
        Checks =
        [
            .. OnWorkspace("set_permission"), Number("workspace"), Text("user"), Text("permission"),
            new("`permission` is one of them", Illegal("permission must be one of n, r, w, a")),
            WorkspaceIsThere,
            AccountExists with { Condition = "The account exists and is enabled" },
            new("It is not the owner", Illegal("the permission of the owner of workspace {workspace} cannot be changed")),
        ],
        Examples = [new("admin", """{"workspace": 2, "user": "bob", "permission": "w"}""", $"{PublicSequencing}null}}")],
    };

    public static readonly MethodDescriptor DeleteWorkspace = Method("delete_workspace", "Deletes a workspace; its objects and permissions stay") with
    {
        Checks = [.. First("delete_workspace"), Number("workspace"), WorkspaceExists],
        Examples = [new("admin", """{"workspace": 2}""", $"{PublicSequencing}1795304625470}}")],
    };

    public static readonly MethodDescriptor UndeleteWorkspace = Method("undelete_workspace", "Restores a deleted workspace") with
    {
        Checks = [.. First("undelete_workspace"), Number("workspace"), WorkspaceExists],
        Examples = [new("admin", """{"workspace": 2}""", $"{PublicSequencing}null}}")],
    };

    public static readonly MethodDescriptor CreateObject = OfWorkspace("create_object", "Makes an object, as version 1, with the next number of its workspace") with
    {
        Parameters = new(Workspace, ObjectName, ObjectType),
        Result = StandaloneSchemas.WorkspaceObject,
        Checks =
        [
            .. OnWorkspace("create_object"), Number("workspace"), Text("name"), Text("type"), TypeForm, WorkspaceIsThere,
            new("The name is new in the workspace", Illegal("workspace {workspace} has an object with name {name} already")),
        ],
        Examples = [new("admin", """{"workspace": 2, "name": "run 1", "type": "Sequencing.Run-1.0"}""", Run)],
        Notes = "An object is a name and a type for links to lead to; its data is elsewhere.",
    };

    public static readonly MethodDescriptor CreateObjectVersion = OfWorkspace("create_object_version", "Makes the next version of an object") with
    {
        Parameters = new(Workspace, ObjectNumber, NewType),
        Result = StandaloneSchemas.WorkspaceObject,
        Checks =
        [
            .. OnWorkspace("create_object_version"), Number("workspace"), Number("object"), OptionalText("type"), TypeForm, WorkspaceIsThere, ObjectExists,
            new("The object is not deleted", Error(ErrorKind.NoSuchWorkspaceData, "Object {workspace}/{object} is deleted")),
        ],
        Examples = [new("admin", """{"workspace": 2, "object": 1}""", $"{NextRun}null}}")],
    };

    public static readonly MethodDescriptor DeleteObject = OfWorkspace("delete_object", "Deletes an object with all its versions") with
    {
        Parameters = new(Workspace, ObjectNumber),
        Result = StandaloneSchemas.WorkspaceObject,
        Checks = [.. OnWorkspace("delete_object"), Number("workspace"), Number("object"), WorkspaceIsThere, ObjectExists],
        Examples = [new("admin", """{"workspace": 2, "object": 1}""", $"{NextRun}1795304625541}}")],
    };

    public static readonly MethodDescriptor UndeleteObject = OfWorkspace("undelete_object", "Restores a deleted object with all its versions") with
    {
        Parameters = new(Workspace, ObjectNumber),
        Result = StandaloneSchemas.WorkspaceObject,
        Checks = [.. OnWorkspace("undelete_object"), Number("workspace"), Number("object"), WorkspaceIsThere, ObjectExists],
        Examples = [new("admin", """{"workspace": 2, "object": 1}""", $"{NextRun}null}}")],
    };

    private static MethodCheck[] First(string method) => [.. AdministratorChecks(method), KnownMembers, NotNull];

    private static MethodCheck[] OnWorkspace(string method) =>
        [.. AdministratorChecks(method, "Who does not administer the workspace"), KnownMembers, NotNull];

    private static MethodDescriptor OfWorkspace(string name, string summary) => Method(name, summary) with { Rights = WorkspaceAdministrators };

    private static MethodDescriptor Method(string name, string summary) => new($"Standalone.{name}", Group, summary)
    {
        Rights = Administrators,
        Parameters = new(Workspace),
        Result = StandaloneSchemas.Workspace,
        Checks = [],
        Examples = [],
    };
}
