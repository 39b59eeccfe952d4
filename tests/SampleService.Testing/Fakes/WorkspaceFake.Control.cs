using System.Numerics;
using SampleService.Testing.Json;

namespace SampleService.Testing.Fakes;

/// <content>The control calls.</content>
public sealed partial class WorkspaceFake
{
    private protected override JsonMap Control(string verb, string path, JsonMap data)
    {
        try
        {
            switch (path)
            {
                case "health":
                    break;
                case "reset":
                    Reset();
                    break;
                case "workspaces" when verb == "GET":
                    var all = new JsonMap();
                    foreach (var (id, workspace) in _workspaces)
                        all[JsonNumber.Spell(id)] = workspace.ToJson();
                    return all;
                case "workspaces":
                    return ControlWorkspace(data);
                case "users":
                    SetUser(data.RequiredText("user"), !data.IsSet("delete"), data.IsSet("blind"));
                    break;
                case "calls":
                    var calls = new JsonMap { ["calls"] = new JsonList(_calls.Select(c => c.ToJson())) };
                    if (verb == "POST")
                        ClearCalls();
                    return calls;
                case "fail":
                    Fail(data.Text("message"));
                    break;
                case "objects":
                    return new JsonMap { ["upa"] = ControlObject(Id(data), data) };
                case "permissions":
                    return ControlPermissions(Find(Id(data)), data);
                case "delete":
                    ControlDelete(Find(Id(data)), data);
                    break;
                default:
                    throw new FormatException("no such control call");
            }
        }
        catch (RpcError e)
        {
            throw new FormatException(e.Message, e);
        }

        return new JsonMap { ["ok"] = true };
    }

    private static JsonMap ControlPermissions(FakeWorkspace workspace, JsonMap data)
    {
        foreach (var (user, permission) in data.Map("perms") ?? [])
            SetPermission(workspace, user, permission as string ?? "");
        if (data.ContainsKey("public"))
            workspace.IsPublic = data.IsSet("public");
        return new JsonMap { ["perms"] = workspace.PermissionsToJson(), ["public"] = workspace.IsPublic };
    }

    private static void ControlDelete(FakeWorkspace workspace, JsonMap data)
    {
        var isDeleted = !data.IsSet("undelete");
        if (Integer(data, "objid") is { } objectId)
            workspace.Objects[objectId].IsDeleted = isDeleted;
        else
            workspace.IsDeleted = isDeleted;
    }

    private static BigInteger? Integer(JsonMap data, string name) =>
        JsonNumber.TryGetInteger(data.Find(name), out var number) ? number : null;

    private static BigInteger Id(JsonMap data) => Integer(data, "id") ?? throw new FormatException("id is missing");

    private JsonMap ControlWorkspace(JsonMap data)
    {
        var id = Integer(data, "id") ?? _workspaces.Keys.DefaultIfEmpty(BigInteger.Zero).Max() + 1;
        var owner = data.Text("owner") ?? "user1";
        var workspace = AddWorkspace(id, owner, data.IsSet("public"), data.Text("name"));
        workspace.Permissions.Clear();
        foreach (var (user, permission) in data.Map("perms") ?? [])
            workspace.Permissions[user] = permission as string ?? throw new FormatException("a permission is a string");
        workspace.Permissions[owner] = "a";
        var references = data.List("objects").OfType<JsonMap>().Select(o => ControlObject(id, o));
        return new JsonMap { ["id"] = id, ["upas"] = new JsonList(references) };
    }

    private string ControlObject(BigInteger workspace, JsonMap data) =>
        AddObject(workspace, Integer(data, "objid"), Integer(data, "versions") ?? 1, data.Text("type"), data.Text("name"));
}
