using System.Numerics;
using SampleService.Testing.Json;

namespace SampleService.Testing.Fakes;

/// <summary>A workspace of the stand-in: its permissions and objects.</summary>
internal sealed class FakeWorkspace(string name, string owner)
{
    public string Name => name;

    public string Owner => owner;

    public bool IsPublic { get; set; }

    public bool IsDeleted { get; set; }

    public OrderedDictionary<string, string> Permissions { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<BigInteger, FakeObject> Objects { get; } = [];

    public JsonMap PermissionsToJson()
    {
        var map = new JsonMap();
        foreach (var (user, permission) in Permissions)
            map[user] = permission;
        return map;
    }

    public JsonMap ToJson()
    {
        var objects = new JsonMap();
        foreach (var (id, o) in Objects)
            objects[JsonNumber.Spell(id)] = new JsonMap { ["name"] = o.Name, ["type"] = o.Type, ["versions"] = o.Versions, ["deleted"] = o.IsDeleted };
        return new JsonMap
        {
            ["name"] = name,
            ["owner"] = owner,
            ["public"] = IsPublic,
            ["perms"] = PermissionsToJson(),
            ["deleted"] = IsDeleted,
            ["objects"] = objects,
        };
    }
}
