using SampleService.Domain;
using SampleService.Json;
using SampleService.Upstream;
using SampleService.Upstream.Standalone;

namespace SampleService.Api;

/// <summary>Writes accounts, tokens, workspaces and objects as callers see them (docs/standalone.md).</summary>
internal static class StandaloneJson
{
    public static void Write(JsonOutput result, AccountInfo account)
    {
        result.Raw("{\"user\":"u8);
        result.Text(account.Name.Value);
        result.Raw(",\"display_name\":"u8);
        result.Text(account.DisplayName);
        result.Raw(",\"roles\":"u8);
        JsonList.Write(result, account.Roles, static (output, role) => output.Text(role));
        result.Raw(",\"created\":"u8);
        result.Integer(account.Created.Milliseconds);
        result.Raw(",\"disabled\":"u8);
        WriteTime(result, account.Disabled);
        result.Raw("}"u8);
    }

    public static void Write(JsonOutput result, TokenInfo token)
    {
        result.Raw("{"u8);
        WriteMembers(result, token);
        result.Raw("}"u8);
    }

    public static void Write(JsonOutput result, IssuedToken issued)
    {
        result.Raw("{\"token\":"u8);
        result.Text(issued.Token);
        result.Raw(","u8);
        WriteMembers(result, issued.Info);
        result.Raw("}"u8);
    }

    public static void Write(JsonOutput result, WorkspaceInfo workspace)
    {
        result.Raw("{"u8);
        WriteMembers(result, workspace);
        result.Raw("}"u8);
    }

    public static void Write(JsonOutput result, WorkspaceView view)
    {
        result.Raw("{"u8);
        WriteMembers(result, view.Workspace);
        result.Raw(",\"permission\":"u8);
        result.Text(LetterOf(view.Permission));
        result.Raw("}"u8);
    }

    public static void Write(JsonOutput result, WorkspaceDetails details)
    {
        result.Raw("{"u8);
        WriteMembers(result, details.Workspace);
        result.Raw(",\"permissions\":{"u8);
        for (var i = 0; i < details.Permissions.Count; i++)
        {
            if (i > 0)
                result.Raw(","u8);
            result.Text(details.Permissions[i].User.Value);
            result.Raw(":"u8);
            result.Text(LetterOf(details.Permissions[i].Permission));
        }

        result.Raw("},\"objects\":"u8);
        JsonList.Write(result, details.Objects, Write);
        result.Raw("}"u8);
    }

    public static void Write(JsonOutput result, ObjectInfo item)
    {
        result.Raw("{\"upa\":"u8);
        result.Text(item.Newest.ToString());
        result.Raw(",\"name\":"u8);
        result.Text(item.Name);
        result.Raw(",\"type\":"u8);
        result.Text(item.Type);
        result.Raw(",\"saved\":"u8);
        result.Integer(item.Saved.Milliseconds);
        result.Raw(",\"deleted\":"u8);
        WriteTime(result, item.Deleted);
        result.Raw("}"u8);
    }

    public static string LetterOf(WorkspacePermission permission) => permission switch
    {
        WorkspacePermission.Admin => "a",
        WorkspacePermission.Write => "w",
        WorkspacePermission.Read => "r",
        _ => "n",
    };

    public static WorkspacePermission ParseLetter(string text) => text switch
    {
        "a" => WorkspacePermission.Admin,
        "w" => WorkspacePermission.Write,
        "r" => WorkspacePermission.Read,
        "n" => WorkspacePermission.None,
        _ => throw ServiceException.Illegal("permission must be one of n, r, w, a"),
    };

    private static void WriteMembers(JsonOutput result, TokenInfo token)
    {
        result.Raw("\"token_id\":"u8);
        result.Integer(token.Id.Value);
        result.Raw(",\"user\":"u8);
        result.Text(token.Account.Value);
        result.Raw(",\"description\":"u8);
        result.Text(token.Description);
        result.Raw(",\"created\":"u8);
        result.Integer(token.Created.Milliseconds);
        result.Raw(",\"expires\":"u8);
        WriteTime(result, token.Expires);
        result.Raw(",\"revoked\":"u8);
        WriteTime(result, token.Revoked);
    }

    private static void WriteMembers(JsonOutput result, WorkspaceInfo workspace)
    {
        result.Raw("\"workspace\":"u8);
        result.Integer(workspace.Id.Value);
        result.Raw(",\"name\":"u8);
        result.Text(workspace.Name);
        result.Raw(",\"owner\":"u8);
        result.Text(workspace.Owner.Value);
        result.Raw(workspace.IsPublic ? ",\"public\":true"u8 : ",\"public\":false"u8);
        result.Raw(",\"created\":"u8);
        result.Integer(workspace.Created.Milliseconds);
        result.Raw(",\"deleted\":"u8);
        WriteTime(result, workspace.Deleted);
    }

    private static void WriteTime(JsonOutput result, Timestamp? time)
    {
        if (time is { } moment)
            result.Integer(moment.Milliseconds);
        else
            result.Raw("null"u8);
    }
}
