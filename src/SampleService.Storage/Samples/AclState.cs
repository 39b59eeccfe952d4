using System.Text.Json;
using System.Text.Json.Nodes;
using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>The rights of a sample as the history of rights keeps them: JSON with <c>owner</c>, <c>public_read</c>, and <c>users</c> with their levels.</summary>
internal static class AclState
{
    /// <summary>The JSON text; users in the order of their names.</summary>
    public static string Write(SampleAcls acls)
    {
        var users = Of(acls.Admin, AclLevels.Admin).Concat(Of(acls.Write, AclLevels.Write)).Concat(Of(acls.Read, AclLevels.Read))
            .OrderBy(static entry => entry.Key, StringComparer.Ordinal);
        return new JsonObject
        {
            ["owner"] = acls.Owner.Value,
            ["public_read"] = acls.PublicRead,
            ["users"] = new JsonObject(users.Select(static entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Level))),
        }.ToJsonString();
    }

    /// <summary>Reads the part that is about some users, in their order; null stands for everybody.</summary>
    public static (UserName Owner, AccessLevel[] Listed, bool IsPublic) ReadFor(IReadOnlyList<UserName?> users, string state)
    {
        using var json = JsonDocument.Parse(state);
        var listed = new AccessLevel[users.Count];
        foreach (var entry in json.RootElement.GetProperty("users").EnumerateObject())
            for (var i = 0; i < listed.Length; i++)
                if (users[i] is { } user && entry.NameEquals(user.Value))
                    listed[i] = LevelOf(entry.Value);
        return (new UserName(json.RootElement.GetProperty("owner").GetString()!), listed, json.RootElement.GetProperty("public_read").GetBoolean());
    }

    private static AccessLevel LevelOf(JsonElement level) =>
        level.ValueEquals(AclLevels.Admin) ? AccessLevel.Admin : level.ValueEquals(AclLevels.Write) ? AccessLevel.Write : AccessLevel.Read;

    /// <summary>What such a text says.</summary>
    public static SampleAcls Read(string json)
    {
        using var state = JsonDocument.Parse(json);
        var users = state.RootElement.GetProperty("users").EnumerateObject().ToLookup(
            static user => user.Value.GetString(), static user => new UserName(user.Name));
        return new SampleAcls(
            new UserName(state.RootElement.GetProperty("owner").GetString()!), UserSet.Of(users[AclLevels.Admin]), UserSet.Of(users[AclLevels.Write]),
            UserSet.Of(users[AclLevels.Read]), state.RootElement.GetProperty("public_read").GetBoolean());
    }

    private static IEnumerable<(string Key, string Level)> Of(UserSet users, string level) => users.Select(user => (user.Value, level));
}
