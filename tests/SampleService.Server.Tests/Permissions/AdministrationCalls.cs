using System.Globalization;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Permissions;

/// <summary>
/// What the methods are called with that administer accounts and workspaces: an account, a workspace or an object that is made
/// for the one call, so that whoever is let in can do what they ask for.
/// </summary>
internal static class AdministrationCalls
{
    /// <summary>The members of the argument.</summary>
    /// <param name="server">Where to make things.</param>
    /// <param name="name">The method, without <c>Standalone.</c></param>
    public static async Task<string> MembersAsync(PermissionServer server, string name) => name switch
    {
        "create_account" => User(server.NewName("account")),
        "enable_account" => User(await NewDisabledAccountAsync(server)),
        "disable_account" or "issue_token" or "list_tokens" => User(await NewAccountAsync(server)),
        "set_roles" => User(await NewAccountAsync(server)) + ",\"roles\":[\"read_admin\"]",
        "revoke_token" => $"\"token_id\":{await NewTokenAsync(server)}",
        "create_workspace" => $"\"owner\":\"{PermissionServer.Keeper}\",\"name\":\"{server.NewName("workspace")}\"",
        "get_workspace" or "delete_workspace" => await NewWorkspaceAsync(server),
        "undelete_workspace" => await DeletedAsync(server, "workspace", await NewWorkspaceAsync(server)),
        "set_workspace_public" => await NewWorkspaceAsync(server) + ",\"public\":true",
        "set_permission" => await NewWorkspaceAsync(server) + "," + User(PermissionServer.Bystander) + ",\"permission\":\"w\"",
        "create_object" => await NewWorkspaceAsync(server) + $",\"name\":\"{server.NewName("object")}\",\"type\":\"Some.Type-1.0\"",
        "create_object_version" or "delete_object" => await NewObjectAsync(server),
        "undelete_object" => await DeletedAsync(server, "object", await NewObjectAsync(server)),
        _ => throw new ArgumentException($"no argument for {name}", nameof(name)),
    };

    private static string User(string name) => $"\"user\":\"{name}\"";

    private static async Task<string> NewAccountAsync(PermissionServer server)
    {
        var name = server.NewName("account");
        await server.Admin.ResultAsync("Standalone.create_account", $$"""{{{User(name)}}}""");
        return name;
    }

    private static async Task<string> NewDisabledAccountAsync(PermissionServer server)
    {
        var name = await NewAccountAsync(server);
        await server.Admin.ResultAsync("Standalone.disable_account", $$"""{{{User(name)}}}""");
        return name;
    }

    private static async Task<string> NewTokenAsync(PermissionServer server)
    {
        var token = await server.Admin.MapAsync("Standalone.issue_token", $$"""{{{User(await NewAccountAsync(server))}}}""");
        return token.Long("token_id").ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<string> NewWorkspaceAsync(PermissionServer server)
    {
        var id = await server.NewWorkspaceAsync(PermissionServer.Keeper);
        return string.Create(CultureInfo.InvariantCulture, $"\"workspace\":{id}");
    }

    private static async Task<string> NewObjectAsync(PermissionServer server)
    {
        var parts = (await server.NewObjectAsync(await server.NewWorkspaceAsync(PermissionServer.Keeper))).Split('/');
        return $"\"workspace\":{parts[0]},\"object\":{parts[1]}";
    }

    private static async Task<string> DeletedAsync(PermissionServer server, string what, string members)
    {
        await server.Admin.ResultAsync($"Standalone.delete_{what}", $$"""{{{members}}}""");
        return members;
    }
}
