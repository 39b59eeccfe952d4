using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>Reads and stores the groups of a call, in either database.</summary>
/// <param name="session">In the transaction.</param>
/// <param name="sql">The statements.</param>
internal sealed class OperationGroups(ISqlSession session, GroupSql sql)
{
    /// <summary>Locks and reads them.</summary>
    public async Task<GroupRows> ReadAsync(OperationKeys keys, UserName actor, CancellationToken cancellation)
    {
        if (keys.Groups.Count == 0)
            return GroupRows.None;
        var groups = await GroupRecords.ReadAsync(
            session, sql, new SqlStatement(sql.Lock).Bind([.. keys.Groups.Select(static name => name.Value)]), cancellation).ConfigureAwait(false);
        return new GroupRows(
            groups, await FindFullAsync(sql.FindFullMembers, keys.Members, UserGroup.MaxOfMember, cancellation).ConfigureAwait(false),
            await FindFullAsync(
                sql.FindFullOwners, keys.MakesGroups ? [.. keys.Owners, actor] : keys.Owners, UserGroup.MaxOfOwner, cancellation).ConfigureAwait(false));
    }

    private async Task<UserSet> FindFullAsync(string statement, IReadOnlyCollection<UserName> users, int max, CancellationToken cancellation) => users.Count == 0
        ? UserSet.Empty
        : UserSet.Of(await session.ReadAllAsync(
            new SqlStatement(statement).Bind([.. users.Select(static user => user.Value)]).Bind(max - 1L), static row => row.GetUser(0), cancellation)
            .ConfigureAwait(false));

    /// <summary>Stores what was changed.</summary>
    /// <returns>False if somebody else was faster to make one of them.</returns>
    public async Task<bool> TryWriteAsync(IReadOnlyList<ChangedGroup> changes, CancellationToken cancellation)
    {
        foreach (var changed in changes)
        {
            var (group, change) = changed;
            if (!await TryWriteAsync(group, changed.IsNew, cancellation).ConfigureAwait(false))
                return false;
            if (change.Removed.Count > 0)
                await session.ExecuteAsync(
                    new SqlStatement(sql.KeepMemberships).Bind(Texts(change.Removed)).Bind(group.Name.Value).Bind(change.Version)
                        .Bind(change.At.Milliseconds).Bind(change.By.Value).Bind(change.AsAdministrator),
                    cancellation).ConfigureAwait(false);
            await RemoveAsync(group, GroupRecords.Member, change.Removed, cancellation).ConfigureAwait(false);
            await RemoveAsync(group, GroupRecords.Manager, change.ManagersRemoved, cancellation).ConfigureAwait(false);
            await AddAsync(group, GroupRecords.Member, change.Added, change, cancellation).ConfigureAwait(false);
            await AddAsync(group, GroupRecords.Manager, change.ManagersAdded, change, cancellation).ConfigureAwait(false);
            await session.ExecuteAsync(
                new SqlStatement(GroupSql.InsertChange).Bind(group.Name.Value).Bind(change.Version).Bind(change.At.Milliseconds)
                    .Bind(change.By.Value).Bind(GroupRecords.Write(change)).Bind(change.IsRetired switch { true => "true", false => "false", null => "" })
                    .Bind(change.AsAdministrator),
                cancellation).ConfigureAwait(false);
        }

        return true;
    }

    private async Task<bool> TryWriteAsync(UserGroup group, bool isNew, CancellationToken cancellation)
    {
        var statement = new SqlStatement(isNew ? GroupSql.Insert : GroupSql.Update)
            .Bind(group.Name.Value).Bind(group.Title ?? "").Bind(group.Owner.Value).Bind(group.Version).Bind(group.IsRetired)
            .Bind(group.Created.Milliseconds).Bind(group.Changed.Milliseconds);
        if (isNew)
            return await session.ReadAnyAsync(statement, cancellation).ConfigureAwait(false);
        await session.ExecuteAsync(statement, cancellation).ConfigureAwait(false);
        return true;
    }

    private async Task RemoveAsync(UserGroup group, string role, UserSet users, CancellationToken cancellation)
    {
        if (users.Count > 0)
            await session.ExecuteAsync(
                new SqlStatement(sql.RemoveUsers).Bind(Texts(users)).Bind(group.Name.Value).Bind(role), cancellation).ConfigureAwait(false);
    }

    private async Task AddAsync(UserGroup group, string role, UserSet users, GroupChange change, CancellationToken cancellation)
    {
        if (users.Count > 0)
            await session.ExecuteAsync(
                new SqlStatement(sql.AddUsers).Bind(Texts(users)).Bind(group.Name.Value).Bind(role).Bind(change.At.Milliseconds).Bind(change.By.Value)
                    .Bind(change.AsAdministrator),
                cancellation).ConfigureAwait(false);
    }

    private static string[] Texts(UserSet users) => [.. users.Select(static user => user.Value)];
}
