using System.Text.Json;
using System.Text.Json.Nodes;
using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>Reads rows about groups.</summary>
internal static class GroupRecords
{
    public const string Member = "member";
    public const string Manager = "manager";

    private const int GroupsAtOnce = 3;

    private const int MaxUsersOfPage = 20_000;

    /// <summary>The groups of a statement, with their users.</summary>
    public static async Task<List<UserGroup>> ReadAsync(ISqlSession session, GroupSql sql, SqlStatement statement, CancellationToken cancellation)
    {
        var groups = await session.ReadAllAsync(statement, ReadGroup, cancellation).ConfigureAwait(false);
        return await AddUsersAsync(session, sql, groups, cancellation).ConfigureAwait(false);
    }

    /// <summary>The next groups of a statement, with their users, as long as those are not too many together.</summary>
    public static async Task<GroupPage> ReadPageAsync(
        ISqlSession session, GroupSql sql, SqlStatement statement, int limit, CancellationToken cancellation)
    {
        var found = await session.ReadAllAsync(statement, ReadGroup, cancellation).ConfigureAwait(false);
        var page = new List<UserGroup>();
        var users = 0;
        foreach (var some in found.Take(limit).Chunk(GroupsAtOnce))
        {
            if (users > MaxUsersOfPage)
                break;
            var read = await AddUsersAsync(session, sql, [.. some], cancellation).ConfigureAwait(false);
            users += read.Sum(static group => group.Members.Count + group.Managers.Count);
            page.AddRange(read);
        }

        return new GroupPage(page, found.Count > page.Count);
    }

    private static async Task<List<UserGroup>> AddUsersAsync(
        ISqlSession session, GroupSql sql, List<UserGroup> groups, CancellationToken cancellation)
    {
        if (groups.Count == 0)
            return groups;
        var users = (await session.ReadAllAsync(
                new SqlStatement(sql.FindUsers).Bind([.. groups.Select(static group => group.Name.Value)]),
                static row => (Group: row.GetString(0), Role: row.GetString(1), User: row.GetUser(2)), cancellation).ConfigureAwait(false))
            .ToLookup(static row => (row.Group, row.Role), static row => row.User);
        return groups.ConvertAll(group => group with
        {
            Members = UserSet.Of(users[(group.Name.Value, Member)]),
            Managers = UserSet.Of(users[(group.Name.Value, Manager)]),
        });
    }

    /// <summary>What was changed, as it is kept: JSON without what was not.</summary>
    public static string Write(GroupChange change)
    {
        var json = new JsonObject();
        Add("added", change.Added);
        Add("removed", change.Removed);
        Add("managers_added", change.ManagersAdded);
        Add("managers_removed", change.ManagersRemoved);
        if (change.Owner is { } owner)
            json.Add("owner", owner.Value);
        if (change.IsRetired is { } isRetired)
            json.Add("retired", isRetired);
        return json.ToJsonString();

        void Add(string name, UserSet users)
        {
            if (users.Count > 0)
                json.Add(name, new JsonArray([.. users.Select(static user => (JsonNode?)user.Value)]));
        }
    }

    /// <summary>A kept change.</summary>
    public static GroupChange ReadChange(ISqlRow row)
    {
        using var json = JsonDocument.Parse(row.GetString(3));
        var change = json.RootElement;
        return new GroupChange(row.GetInt64(0), row.GetTimestamp(1), row.GetUser(2))
        {
            Added = Users("added"),
            Removed = Users("removed"),
            ManagersAdded = Users("managers_added"),
            ManagersRemoved = Users("managers_removed"),
            Owner = change.TryGetProperty("owner", out var owner) ? new UserName(owner.GetString()!) : null,
            IsRetired = change.TryGetProperty("retired", out var retired) ? retired.GetBoolean() : null,
        };

        UserSet Users(string name) => change.TryGetProperty(name, out var users)
            ? UserSet.Of(users.EnumerateArray().Select(static user => new UserName(user.GetString()!)))
            : UserSet.Empty;
    }

    private static UserGroup ReadGroup(ISqlRow row) => new(
        new GroupName(row.GetString(0)), row.GetUser(2), UserSet.Empty, UserSet.Empty, row.GetInt64(3), row.GetTimestamp(5), row.GetTimestamp(6))
    {
        Title = row.GetString(1) is { Length: > 0 } title ? title : null,
        IsRetired = row.GetBoolean(4),
    };
}
