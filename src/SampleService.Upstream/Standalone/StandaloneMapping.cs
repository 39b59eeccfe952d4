using SampleService.Storage;

namespace SampleService.Upstream.Standalone;

/// <summary>Maps records of the stores to the types of this project.</summary>
internal static class StandaloneMapping
{
    public static WorkspacePermission ToPermission(this WorkspaceRight right) => right switch
    {
        WorkspaceRight.Read => WorkspacePermission.Read,
        WorkspaceRight.Write => WorkspacePermission.Write,
        WorkspaceRight.Admin => WorkspacePermission.Admin,
        _ => WorkspacePermission.None,
    };

    public static WorkspaceRight ToRight(this WorkspacePermission permission) => permission switch
    {
        WorkspacePermission.Read => WorkspaceRight.Read,
        WorkspacePermission.Write => WorkspaceRight.Write,
        WorkspacePermission.Admin => WorkspaceRight.Admin,
        _ => WorkspaceRight.None,
    };

    public static AccountInfo ToInfo(this Account account) =>
        new(account.Name, account.DisplayName, account.Roles, account.Created, account.Disabled);

    public static TokenInfo ToInfo(this AccountToken token) =>
        new(new TokenId(token.Id), token.Account, token.Description, token.Created, token.Expires, token.Revoked);

    public static WorkspaceInfo ToInfo(this Workspace workspace) =>
        new(workspace.Id, workspace.Name, workspace.Owner, workspace.IsPublic, workspace.Created, workspace.Deleted);

    public static ObjectInfo ToInfo(this WorkspaceObject item) =>
        new(item.Newest, item.Name, item.Type, item.Saved, item.Deleted);
}
