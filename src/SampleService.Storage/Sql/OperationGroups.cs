using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>Reads and stores the groups of a call, in either database.</summary>
/// <param name="session">In the transaction.</param>
/// <param name="sql">The statements.</param>
internal sealed class OperationGroups(ISqlSession session, GroupSql sql)
{
    /// <summary>Locks and reads them.</summary>
    public async Task<GroupRows> ReadAsync(OperationKeys keys, CancellationToken cancellation) => keys.Groups.Count == 0
        ? GroupRows.None
        : new GroupRows(await GroupRecords.ReadAsync(
            session, sql, new SqlStatement(sql.Lock).Bind([.. keys.Groups.Select(static name => name.Value)]), cancellation).ConfigureAwait(false));

    /// <summary>Stores what was changed.</summary>
    /// <returns>False if somebody else was faster to make one of them.</returns>
    public async Task<bool> TryWriteAsync(IReadOnlyList<ChangedGroup> changes, CancellationToken cancellation)
    {
        foreach (var changed in changes)
        {
            var (group, change) = changed;
            if (!await TryWriteAsync(group, changed.IsNew, cancellation).ConfigureAwait(false))
                return false;
            await RemoveAsync(group, GroupRecords.Member, change.Removed, cancellation).ConfigureAwait(false);
            await RemoveAsync(group, GroupRecords.Manager, change.ManagersRemoved, cancellation).ConfigureAwait(false);
            await AddAsync(group, GroupRecords.Member, change.Added, change, cancellation).ConfigureAwait(false);
            await AddAsync(group, GroupRecords.Manager, change.ManagersAdded, change, cancellation).ConfigureAwait(false);
            await session.ExecuteAsync(
                new SqlStatement(GroupSql.InsertChange).Bind(group.Name.Value).Bind(change.Version).Bind(change.At.Milliseconds)
                    .Bind(change.By.Value).Bind(GroupRecords.Write(change)),
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
                new SqlStatement(sql.AddUsers).Bind(Texts(users)).Bind(group.Name.Value).Bind(role).Bind(change.At.Milliseconds).Bind(change.By.Value),
                cancellation).ConfigureAwait(false);
    }

    private static string[] Texts(UserSet users) => [.. users.Select(static user => user.Value)];
}
