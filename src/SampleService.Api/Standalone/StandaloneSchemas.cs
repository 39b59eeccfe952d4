using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>Accounts, tokens, workspaces and objects as callers see them.</summary>
internal static class StandaloneSchemas
{
    private static readonly ValueSchema Time = Schema.Integer();
    private static readonly ValueSchema OptionalTime = Schema.Integer() with { IsNullable = true };

    private static readonly Member[] TokenMembers =
    [
        new Member("token_id", Schema.Integer(1), "The number by which it is revoked.").Required(),
        new Member("user", Schema.Text(), "The account.").Required(),
        new Member("description", Schema.Text() with { IsNullable = true }, "What it is for.").Required(),
        new Member("created", Time, "When it was issued.").Required(),
        new Member("expires", OptionalTime, "When it expires; null for never.").Required(),
        new Member("revoked", OptionalTime, "When it was revoked; null if it was not.").Required(),
    ];

    private static readonly Member[] WorkspaceMembers =
    [
        new Member("workspace", Schema.Integer(1), "Its number.").Required(),
        new Member("name", Schema.Text(), "Its name; need not be unique.").Required(),
        new Member("owner", Schema.Text(), "The account it belongs to.").Required(),
        new Member("public", Schema.Boolean, "Whether everybody may read it.").Required(),
        new Member("created", Time, "When it was made.").Required(),
        new Member("deleted", OptionalTime, "When it was deleted; null if it is there.").Required(),
    ];

    public static readonly ObjectSchema Account = new(
        new Member("user", Schema.Text(), "Its name.").Required(),
        new Member("display_name", Schema.Text(), "The name that people read.").Required(),
        new Member("roles", new ArraySchema(Schema.Text()), "`full_admin`, `read_admin`.").Required(),
        new Member("created", Time, "When it was made.").Required(),
        new Member("disabled", OptionalTime, "When it was disabled; null for an enabled account.").Required())
    {
        Name = "Account",
    };

    public static readonly ObjectSchema Token = new(TokenMembers) { Name = "Token" };

    public static readonly ObjectSchema IssuedToken = new(
        [new Member("token", Schema.Text(), "The token itself. It is shown this once.").Required(), .. TokenMembers])
    { Name = "IssuedToken" };

    public static readonly ObjectSchema Workspace = new(WorkspaceMembers) { Name = "Workspace" };

    public static readonly ObjectSchema VisibleWorkspace = new(
        [.. WorkspaceMembers, new Member("permission", Schema.OneOf("r", "w", "a"), "What the caller may: read, write, administrate.").Required()])
    {
        Name = "VisibleWorkspace",
    };

    public static readonly ObjectSchema WorkspaceObject = new(
        new Member("upa", Schema.Text(), "Its newest version, `workspace/object/version`.").Required(),
        new Member("name", Schema.Text(), "Its name, unique within the workspace.").Required(),
        new Member("type", Schema.Text(), "Its type, `Module.Type-major.minor`.").Required(),
        new Member("saved", Time, "When the newest version was made.").Required(),
        new Member("deleted", OptionalTime, "When it was deleted; null if it is there.").Required())
    {
        Name = "WorkspaceObject",
    };

    public static readonly ObjectSchema WorkspaceDetails = new(
        [
            .. WorkspaceMembers,
            new Member("permissions", new MapSchema(Schema.OneOf("r", "w", "a")), "What users other than the owner may, by name.").Required(),
            new Member("objects", new ArraySchema(WorkspaceObject), "Its objects by number.").Required(),
        ])
    {
        Name = "WorkspaceDetails",
    };
}
