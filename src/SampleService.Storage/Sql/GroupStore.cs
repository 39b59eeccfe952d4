using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>Groups, in either database.</summary>
public sealed class GroupStore(ISqlDatabase database) : IGroupStore
{
    private const int ChangesAtOnce = 20;

    private const long MaxPeriods = 10_000;

    private readonly GroupSql _sql = new(database.Dialect);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<UserName, UserSet>> FindGroupsAsync(IReadOnlyCollection<UserName> users, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyDictionary<UserName, UserSet>>(
            async (session, token) => (await session.ReadAllAsync(
                    new SqlStatement(_sql.FindGroups).Bind([.. users.Select(static user => user.Value)]),
                    static row => (User: row.GetUser(0), Group: new GroupName(row.GetString(1)).Entry), token).ConfigureAwait(false))
                .GroupBy(static row => row.User, static row => row.Group).ToDictionary(static user => user.Key, static user => UserSet.Of(user)),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<GroupName>> FindExistingAsync(IReadOnlyCollection<GroupName> names, CancellationToken cancellation) =>
        FindNamesAsync(new SqlStatement(_sql.FindExisting).Bind(Texts(names)), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<GroupName>> FindReadableAsync(
        UserName user, IReadOnlyCollection<GroupName> names, CancellationToken cancellation) =>
        FindNamesAsync(new SqlStatement(_sql.FindReadable).Bind(Texts(names)).Bind(user.Value), cancellation);

    /// <inheritdoc/>
    public ValueTask<UserGroup?> FindAsync(GroupName name, CancellationToken cancellation) =>
        database.ReadSnapshotAsync(
            async (session, _, token) => (await GroupRecords.ReadAsync(
                session, _sql, new SqlStatement(_sql.Find).Bind([name.Value]), token).ConfigureAwait(false)).FirstOrDefault(),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<GroupChange>> ListChangesAsync(GroupName name, long maxCharacters, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<GroupChange>>(
            async (session, token) =>
            {
                var changes = new List<GroupChange>();
                var (left, read) = (maxCharacters, ChangesAtOnce);
                while (read == ChangesAtOnce && left >= 0)
                {
                    var some = await session.ReadAllAsync(
                        new SqlStatement(_sql.FindChanges).Bind(name.Value).Bind(changes.Count == 0 ? 0 : changes[^1].Version).Bind((long)ChangesAtOnce),
                        static row => (Change: GroupRecords.ReadChange(row), Characters: row.GetString(3).Length), token).ConfigureAwait(false);
                    changes.AddRange(some.Select(static one => one.Change));
                    (left, read) = (left - some.Sum(static one => (long)one.Characters), some.Count);
                }

                return left >= 0 ? changes : throw ServiceException.Illegal($"The answer would have more than {maxCharacters} bytes; ask for fewer samples at a time");
            },
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<GroupName, IReadOnlyList<MembershipChange>>> FindMembershipsAsync(
        UserName user, IReadOnlyCollection<GroupName> groups, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyDictionary<GroupName, IReadOnlyList<MembershipChange>>>(
            async (session, token) =>
            {
                var periods = (await session.ReadAllAsync(
                        new SqlStatement(_sql.FindMemberships).Bind(Texts(groups)).Bind(user.Value).Bind(MaxPeriods),
                        static row => (
                            Group: new GroupName(row.GetString(0)),
                            Period: new GroupMembership(
                                new MembershipChange(row.GetTimestamp(1), row.GetUser(2), row.GetBoolean(3), true),
                                row.IsNull(4) ? null : new MembershipChange(row.GetTimestamp(4), row.GetUser(5), row.GetBoolean(6), false))),
                        token).ConfigureAwait(false))
                    .ToLookup(static row => row.Group, static row => row.Period);
                var retirements = (await session.ReadAllAsync(
                        new SqlStatement(_sql.FindRetirements).Bind(Texts(groups)).Bind(MaxPeriods),
                        static row => (Group: new GroupName(row.GetString(0)), Change: new MembershipChange(row.GetTimestamp(1), row.GetUser(2), row.GetBoolean(3), !row.GetBoolean(4))),
                        token).ConfigureAwait(false))
                    .ToLookup(static row => row.Group, static row => row.Change);
                return groups.ToDictionary(static group => group, group => GroupAccess.MembershipsOf(periods[group], retirements[group]));
            },
            cancellation);

    /// <inheritdoc/>
    public ValueTask<GroupPage> ListAsync(UserName user, GroupRoles roles, GroupName? after, int limit, CancellationToken cancellation)
    {
        var name = after?.Value ?? "";
        var read = limit + 1L;
        var statement = roles switch
        {
            GroupRoles.None => new SqlStatement(_sql.ListAll).Bind(name).Bind(read),
            GroupRoles.Owner => new SqlStatement(_sql.ListOwned).Bind(user.Value).Bind(name).Bind(read),
            _ => new SqlStatement(_sql.List).Bind(user.Value).Bind(RoleOf(roles)).Bind(name).Bind(roles.HasFlag(GroupRoles.Owner)).Bind(read),
        };
        return database.ReadSnapshotAsync(
            (session, _, token) => GroupRecords.ReadPageAsync(session, _sql, statement, limit, token), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<GroupName>> FindFormerAsync(UserName user, int limit, CancellationToken cancellation) =>
        FindNamesAsync(new SqlStatement(_sql.FindFormerGroups).Bind(user.Value).Bind((long)limit), cancellation);

    private ValueTask<IReadOnlySet<GroupName>> FindNamesAsync(SqlStatement statement, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlySet<GroupName>>(
            async (session, token) => (await session.ReadAllAsync(
                statement, static row => new GroupName(row.GetString(0)), token).ConfigureAwait(false)).ToHashSet(),
            cancellation);

    private static string? RoleOf(GroupRoles roles) => roles switch
    {
        GroupRoles.Member => GroupRecords.Member,
        GroupRoles.Manager => GroupRecords.Manager,
        _ => null,
    };

    private static string[] Texts(IReadOnlyCollection<GroupName> names) => [.. names.Select(static name => name.Value)];
}
