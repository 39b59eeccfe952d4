using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>Reads and inserts the rows of workspaces, for their store and for the seed. Checks nothing.</summary>
internal static class WorkspaceRows
{
    public static async Task<Workspace> InsertAsync(
        ISqlSession session, NewWorkspace workspace, CancellationToken cancellation) =>
        (await session.ReadSingleAsync(
            new SqlStatement(WorkspaceSql.Insert).Bind(workspace.Name).Bind(workspace.Owner.Value).Bind(workspace.IsPublic)
                .Bind(workspace.Created.Milliseconds),
            ReadWorkspace, cancellation).ConfigureAwait(false))!;

    public static Task SetRightAsync(
        ISqlSession session, WorkspaceId id, WorkspaceGrant grant, CancellationToken cancellation) =>
        session.ExecuteAsync(
            new SqlStatement(WorkspaceSql.SetRight).Bind(id.Value).Bind(grant.User.Value).Bind((long)grant.Right), cancellation);

    /// <summary>Makes an object and its first version; null if the name is taken.</summary>
    public static async Task<WorkspaceObject?> InsertObjectAsync(
        ISqlSession session, WorkspaceId workspace, string name, string type, Timestamp now, CancellationToken cancellation)
    {
        var number = await session.ReadSingleAsync(
            new SqlStatement(WorkspaceSql.InsertObject).Bind(workspace.Value).Bind(name),
            static row => (long?)row.GetInt64(0), cancellation).ConfigureAwait(false);
        if (number is not { } made)
            return null;
        var first = new Upa(workspace, made, 1);
        await InsertVersionAsync(session, first, type, now, cancellation).ConfigureAwait(false);
        return new WorkspaceObject(first, name, type, now, null);
    }

    public static Task InsertVersionAsync(
        ISqlSession session, Upa version, string type, Timestamp now, CancellationToken cancellation) =>
        session.ExecuteAsync(
            new SqlStatement(WorkspaceSql.InsertVersion).Bind(version.Workspace.Value).Bind(version.Object)
                .Bind(version.Version).Bind(type).Bind(now.Milliseconds),
            cancellation);

    public static Task<WorkspaceObject?> FindObjectAsync(
        ISqlSession session, WorkspaceId workspace, long number, CancellationToken cancellation) =>
        session.ReadSingleAsync(
            new SqlStatement(WorkspaceSql.FindObject).Bind(workspace.Value).Bind(number), ReadObject, cancellation);

    public static Workspace ReadWorkspace(ISqlRow row) => new(
        new WorkspaceId(row.GetInt64(0)), row.GetString(1), row.GetUser(2), row.GetBoolean(3), row.GetTimestamp(4),
        row.GetTimestampOrNull(5));

    public static VisibleWorkspace ReadVisible(ISqlRow row) => new(ReadWorkspace(row), (WorkspaceRight)row.GetInt64(6));

    public static WorkspaceObject ReadObject(ISqlRow row) => new(
        new Upa(new WorkspaceId(row.GetInt64(0)), row.GetInt64(1), row.GetInt64(2)), row.GetString(3), row.GetString(4),
        row.GetTimestamp(5), row.GetTimestampOrNull(6));
}
