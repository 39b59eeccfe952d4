using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using SampleService.Testing.Json;

namespace SampleService.Testing.Fakes;

/// <content>The JSON-RPC methods.</content>
public sealed partial class WorkspaceFake
{
    private const int ServerErrorCode = -32500;

    private protected override Task<FakeReply> ServeAsync(FakeRequest request, CancellationToken cancellationToken)
    {
        object? id = null;
        try
        {
            JsonMap call;
            string method;
            try
            {
                call = JsonText.ParseMap(request.Body);
                id = call.Find("id");
                method = call.RequiredText("method");
            }
            catch (FormatException)
            {
                throw new RpcError("Parse error", -32700);
            }

            object? result;
            lock (Gate)
            {
                _calls.Add(new RpcCall(method, call.IsSet("params") ? call.Find("params") : new JsonList()));
                if (_failure is not null)
                    throw new RpcError(_failure, ServerErrorCode);
                result = Route(method, call.List("params").FirstOrDefault() as JsonMap ?? [], request.Authorization);
            }

            return Task.FromResult(FakeReply.Json(200, new JsonMap { ["version"] = "1.1", ["id"] = id, ["result"] = new JsonList([result]) }));
        }
        catch (RpcError e)
        {
            return Task.FromResult(e.ToReply(id, "fake stack trace"));
        }
    }

    [GeneratedRegex(@"^([0-9]+)/([0-9]+)(?:/([0-9]+))?\z")]
    private static partial Regex Reference();

    private static BigInteger Parse(Group group) => BigInteger.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private object? Route(string method, JsonMap argument, string? token) => method switch
    {
        "Workspace.ver" => "0.12.0",
        "Workspace.administer" => Administer(argument, token),
        "Workspace.list_workspace_ids" => WorkspaceIds(string.IsNullOrEmpty(token) ? null : UserOf(token), argument),
        _ => throw new RpcError($"Can not find method [{method}] in server class us.kbase.workspace.WorkspaceServer", -32601),
    };

    private string UserOf(string? token)
    {
        if (token == AdminToken)
            return "wsadmin";
        return token is not null && token.StartsWith("token-", StringComparison.Ordinal) && _users.Contains(token["token-".Length..])
            ? token["token-".Length..]
            : throw new RpcError("Login failed! Invalid token", -32400);
    }

    private object? Administer(JsonMap command, string? token)
    {
        var user = UserOf(token);
        if (token != AdminToken)
            throw new RpcError($"User {user} is not an admin", ServerErrorCode);
        var parameters = command.Map("params") ?? [];
        switch (command.Text("command"))
        {
            case "listModRequests":
                return new JsonList();
            case "getPermissionsMass":
                return new JsonMap { ["perms"] = new JsonList(parameters.List("workspaces").OfType<JsonMap>().Select(PermissionsOf)) };
            case "getObjectInfo":
                var specs = parameters.List("objects").OfType<JsonMap>().ToArray();
                var infos = specs.Select(o => ObjectInfo(o, parameters.IsSet("ignoreErrors"))).ToArray();
                return new JsonMap
                {
                    ["infos"] = new JsonList(infos),
                    ["paths"] = new JsonList(specs.Zip(infos, (o, info) => info is null ? null : new JsonList([o.Find("ref")]))),
                };
            case "listWorkspaceIDs":
                var who = command.Text("user");
                if (who is null || !_users.Contains(who))
                    throw new RpcError($"User {who} is not a valid user", ServerErrorCode);
                return _blind.Contains(who)
                    ? new JsonMap { ["workspaces"] = new JsonList(), ["pub"] = new JsonList() }
                    : WorkspaceIds(who, parameters);
            default:
                throw new RpcError($"I don't know how to process the command: {command.Text("command")}", ServerErrorCode);
        }
    }

    private JsonMap PermissionsOf(JsonMap identifier)
    {
        if (Integer(identifier, "id") is not { Sign: > 0 } id)
            throw new RpcError("Error on workspace identifier: id must be > 0", ServerErrorCode);
        var workspace = Find(id, deletedToo: false);
        var permissions = workspace.PermissionsToJson();
        if (workspace.IsPublic)
            permissions["*"] = "r";
        return permissions;
    }

    private JsonList? ObjectInfo(JsonMap spec, bool ignoreErrors)
    {
        try
        {
            return ObjectInfo(spec.Text("ref") ?? "");
        }
        catch (RpcError) when (ignoreErrors)
        {
            return null;
        }
    }

    private JsonList ObjectInfo(string reference)
    {
        var match = Reference().Match(reference);
        if (!match.Success)
            throw new RpcError($"Error on ObjectSpecification #1: Illegal object reference {reference}", ServerErrorCode);
        var workspaceId = Parse(match.Groups[1]);
        var objectId = Parse(match.Groups[2]);
        var workspace = Find(workspaceId, deletedToo: false);
        if (!workspace.Objects.TryGetValue(objectId, out var found))
            throw new RpcError($"No object with id {objectId} exists in workspace {workspaceId}", ServerErrorCode);
        if (found.IsDeleted)
            throw new RpcError($"Object {objectId} (name {found.Name}) in workspace {workspaceId} has been deleted", ServerErrorCode);
        var version = match.Groups[3].Success ? Parse(match.Groups[3]) : found.Versions;
        if (version < 1 || version > found.Versions)
            throw new RpcError($"No object with id {objectId} (name {found.Name}) and version {version} exists in workspace {workspaceId}", ServerErrorCode);
        return
        [
            objectId, found.Name, found.Type, "2020-01-01T00:00:00+0000", version, workspace.Owner, workspaceId,
            workspace.Name, new string('c', 32), 10, new JsonMap(),
        ];
    }

    private JsonMap WorkspaceIds(string? user, JsonMap parameters)
    {
        var need = Math.Max(WorkspaceRank.Of(parameters.Text("perm") is { Length: > 0 } permission ? permission : "r"), 1);
        var live = _workspaces.Where(w => !w.Value.IsDeleted).ToArray();
        var mine = parameters.IsSet("onlyGlobal") || user is null
            ? []
            : live.Where(w => WorkspaceRank.Of(w.Value.Permissions.GetValueOrDefault(user, "n")) >= need).Select(w => w.Key).ToHashSet();
        var open = parameters.IsSet("excludeGlobal")
            ? []
            : live.Where(w => w.Value.IsPublic && !mine.Contains(w.Key)).Select(w => w.Key);
        return new JsonMap
        {
            ["workspaces"] = new JsonList(mine.Order().Cast<object?>()),
            ["pub"] = new JsonList(open.Cast<object?>()),
        };
    }
}
