using System.Numerics;
using SampleService.Testing.Json;

namespace SampleService.Testing.Fakes;

/// <summary>
/// Stands in for the KBase workspace service. It knows the same users and tokens as <see cref="AuthFake"/> (without
/// asking it) and the administration token <see cref="AdminToken"/>.
/// </summary>
public sealed partial class WorkspaceFake : FakeService
{
    /// <summary>What <c>workspace-read-admin-token</c> has to be.</summary>
    public const string AdminToken = "wsadmin-token";

    private static readonly string[] SeedUsers =
    [
        "user1", "user2", "user3", "user4", "user5", "serviceuser", "fulladmin1", "fulladmin2", "readadmin1", "readadmin2",
    ];

    private readonly SortedDictionary<BigInteger, FakeWorkspace> _workspaces = [];
    private readonly HashSet<string> _users = new(StringComparer.Ordinal);
    private readonly HashSet<string> _blind = new(StringComparer.Ordinal);
    private List<RpcCall> _calls = [];
    private string? _failure;

    private WorkspaceFake() => Reset();

    /// <summary>The calls of the service seen so far, the failed ones too.</summary>
    public IReadOnlyList<RpcCall> Calls
    {
        get
        {
            lock (Gate)
                return [.. _calls];
        }
    }

    public static async Task<WorkspaceFake> StartAsync(CancellationToken cancellationToken = default)
    {
        var fake = new WorkspaceFake();
        await fake.ListenAsync(cancellationToken);
        return fake;
    }

    /// <summary>Makes or replaces a workspace without objects; its owner administers it.</summary>
    public void AddWorkspace(long id, string owner = "user1", bool isPublic = false) => AddWorkspace(id, owner, isPublic, null);

    /// <summary>Adds an object, or versions to one that is there; gives the reference of its last version.</summary>
    public string AddObject(long workspace, long objectId, int versions = 1, string type = "Trivial.Object-1.0") =>
        AddObject(workspace, objectId, versions, type, null);

    /// <summary>Gives a user n, r, w or a.</summary>
    public void SetPermission(long workspace, string user, string permission)
    {
        lock (Gate)
            SetPermission(Find(workspace), user, permission);
    }

    public void SetPublic(long workspace, bool isPublic)
    {
        lock (Gate)
            Find(workspace).IsPublic = isPublic;
    }

    public void SetDeleted(long workspace, bool isDeleted = true)
    {
        lock (Gate)
            Find(workspace).IsDeleted = isDeleted;
    }

    public void SetObjectDeleted(long workspace, long objectId, bool isDeleted = true)
    {
        lock (Gate)
            Find(workspace).Objects[objectId].IsDeleted = isDeleted;
    }

    /// <summary>Makes a name a valid user; a blind one is told of no workspaces at all.</summary>
    public void AddUser(string name, bool blind = false) => SetUser(name, known: true, blind);

    public void RemoveUser(string name) => SetUser(name, known: false, blind: false);

    /// <summary>From now on every call fails with this message; null ends it.</summary>
    public void Fail(string? message = "down")
    {
        lock (Gate)
            _failure = message;
    }

    /// <summary>Ends what <see cref="Fail"/> began.</summary>
    public void Recover() => Fail(null);

    public void ClearCalls()
    {
        lock (Gate)
            _calls = [];
    }

    /// <summary>No workspaces, the users of the start, no calls, no failure.</summary>
    public void Reset()
    {
        lock (Gate)
        {
            _users.Clear();
            _users.UnionWith(SeedUsers);
            _blind.Clear();
            _workspaces.Clear();
            _calls = [];
            _failure = null;
        }
    }

    private static void SetPermission(FakeWorkspace workspace, string user, string permission)
    {
        if (WorkspaceRank.Of(permission) == 0)
            workspace.Permissions.Remove(user);
        else
            workspace.Permissions[user] = permission;
    }

    private FakeWorkspace AddWorkspace(BigInteger id, string owner, bool isPublic, string? name)
    {
        lock (Gate)
        {
            var workspace = new FakeWorkspace(name ?? "ws" + JsonNumber.Spell(id), owner) { IsPublic = isPublic };
            workspace.Permissions[owner] = "a";
            _workspaces[id] = workspace;
            return workspace;
        }
    }

    private string AddObject(BigInteger workspaceId, BigInteger? objectId, BigInteger versions, string? type, string? name)
    {
        lock (Gate)
        {
            var objects = Find(workspaceId, deletedToo: false).Objects;
            var id = objectId ?? objects.Keys.DefaultIfEmpty(BigInteger.Zero).Max() + 1;
            if (!objects.TryGetValue(id, out var o))
                objects[id] = o = new FakeObject(name ?? "obj" + JsonNumber.Spell(id), type ?? "Trivial.Object-1.0");
            o.Versions += versions;
            return $"{JsonNumber.Spell(workspaceId)}/{JsonNumber.Spell(id)}/{JsonNumber.Spell(o.Versions)}";
        }
    }

    private void SetUser(string name, bool known, bool blind)
    {
        lock (Gate)
        {
            _ = known ? _users.Add(name) : _users.Remove(name);
            _ = blind ? _blind.Add(name) : _blind.Remove(name);
        }
    }

    private FakeWorkspace Find(BigInteger id, bool deletedToo = true)
    {
        if (!_workspaces.TryGetValue(id, out var workspace))
            throw new RpcError($"No workspace with id {JsonNumber.Spell(id)} exists", -32500);
        return workspace.IsDeleted && !deletedToo
            ? throw new RpcError($"Workspace {JsonNumber.Spell(id)} is deleted", -32500)
            : workspace;
    }
}
