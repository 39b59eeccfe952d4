using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>Workspaces of a stand-alone deployment in a SQLite database.</summary>
public sealed class SqliteWorkspaceStore(SqliteDatabase database) : IWorkspaceStore
{
    /// <inheritdoc/>
    public ValueTask<WorkspaceOutcome<Workspace>> CreateAsync(NewWorkspace workspace, CancellationToken cancellation) =>
        database.WriteAsync(
            session => SqliteAccountStore.IsEnabled(session, workspace.Owner)
                ? Done(Insert(session, workspace))
                : new(WorkspaceStatus.NoSuchUser, null),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<VisibleWorkspace?> FindAsync(WorkspaceId id, UserName? user, CancellationToken cancellation) =>
        database.ReadAsync(session => Find(session, id, user), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Workspace>> ListAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Workspace>>(
            static session => session.Prepare(WorkspaceSql.List).ReadAll(ReadWorkspace), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<VisibleWorkspace>?> ListReadableAsync(UserName? user, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<VisibleWorkspace>?>(
            session => IsKnown(session, user)
                ? session.Prepare(WorkspaceSql.ListReadable).Bind("@user", user?.Value).ReadAll(ReadVisible)
                : null,
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<WorkspaceId>?> FindReadableAsync(UserName? user, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlySet<WorkspaceId>?>(
            session => IsKnown(session, user)
                ? session.Prepare(WorkspaceSql.FindReadable).Bind("@user", user?.Value)
                    .ReadAll(static row => new WorkspaceId(row.GetInt64(0))).ToHashSet()
                : null,
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WorkspaceGrant>> ListRightsAsync(WorkspaceId id, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<WorkspaceGrant>>(
            session => session.Prepare(WorkspaceSql.ListRights).Bind("@id", id.Value)
                .ReadAll(static row => new WorkspaceGrant(new UserName(row.GetString(0)), (WorkspaceRight)row.GetInt32(1))),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<WorkspaceOutcome<Workspace>> SetDeletedAsync(
        WorkspaceId id, Timestamp? at, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
            {
                if (Find(session, id, null) is null)
                    return new(WorkspaceStatus.NoSuchWorkspace, null);
                (at is { } moment
                    ? session.Prepare(WorkspaceSql.Delete).Bind("@at", moment.Milliseconds)
                    : session.Prepare(WorkspaceSql.Undelete)).Bind("@id", id.Value).Execute();
                return Done(Find(session, id, null)!.Workspace);
            },
            cancellation);

    /// <inheritdoc/>
    public ValueTask<WorkspaceOutcome<Workspace>> SetPublicAsync(
        WorkspaceId id, bool isPublic, CancellationToken cancellation) =>
        ChangeAsync(
            id,
            (session, _) =>
            {
                session.Prepare(WorkspaceSql.SetPublic).Bind("@public", isPublic).Bind("@id", id.Value).Execute();
                return Done(Find(session, id, null)!.Workspace);
            },
            cancellation);

    /// <inheritdoc/>
    public ValueTask<WorkspaceOutcome<Workspace>> SetRightAsync(
        WorkspaceId id, WorkspaceGrant grant, CancellationToken cancellation) =>
        ChangeAsync(id, (session, workspace) => SetRight(session, workspace, grant), cancellation);

    /// <inheritdoc/>
    public ValueTask<WorkspaceOutcome<WorkspaceObject>> CreateObjectAsync(
        WorkspaceId workspace, string name, string type, Timestamp now, CancellationToken cancellation) =>
        ChangeAsync(workspace, (session, _) => CreateObject(session, workspace, name, type, now), cancellation);

    /// <inheritdoc/>
    public ValueTask<WorkspaceOutcome<WorkspaceObject>> AddVersionAsync(
        WorkspaceId workspace, long number, string? type, Timestamp now, CancellationToken cancellation) =>
        ChangeAsync(workspace, (session, _) => AddVersion(session, workspace, number, type, now), cancellation);

    /// <inheritdoc/>
    public ValueTask<WorkspaceOutcome<WorkspaceObject>> SetObjectDeletedAsync(
        WorkspaceId workspace, long number, Timestamp? at, CancellationToken cancellation) =>
        ChangeAsync(
            workspace,
            (session, _) =>
            {
                if (FindObject(session, workspace, number) is null)
                    return new(WorkspaceStatus.NoSuchObject, null);
                (at is { } moment
                    ? session.Prepare(WorkspaceSql.DeleteObject).Bind("@at", moment.Milliseconds)
                    : session.Prepare(WorkspaceSql.UndeleteObject))
                    .Bind("@id", workspace.Value).Bind("@object", number).Execute();
                return Done(FindObject(session, workspace, number)!);
            },
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WorkspaceObject>> ListObjectsAsync(WorkspaceId workspace, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<WorkspaceObject>>(
            session => session.Prepare(WorkspaceSql.ListObjects).Bind("@id", workspace.Value).ReadAll(ReadObject),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<string?> FindTypeAsync(Upa upa, CancellationToken cancellation) =>
        database.ReadAsync(
            session => session.Prepare(WorkspaceSql.FindType).Bind("@id", upa.Workspace.Value)
                .Bind("@object", upa.Object).Bind("@version", upa.Version).ReadString(),
            cancellation);

    /// <summary>Stores a workspace whose owner exists.</summary>
    internal static Workspace Insert(SqliteSession session, NewWorkspace workspace) =>
        session.Prepare(WorkspaceSql.Insert).Bind("@name", workspace.Name).Bind("@owner", workspace.Owner.Value)
            .Bind("@public", workspace.IsPublic).Bind("@now", workspace.Created.Milliseconds)
            .ReadSingle(ReadWorkspace)!;

    /// <summary>Stores the right of a user who exists and is not the owner.</summary>
    internal static void InsertRight(SqliteSession session, WorkspaceId id, WorkspaceGrant grant) =>
        session.Prepare(WorkspaceSql.SetRight).Bind("@id", id.Value).Bind("@user", grant.User.Value)
            .Bind("@level", (int)grant.Right).Execute();

    /// <summary>Makes an object in a workspace that exists.</summary>
    internal static WorkspaceOutcome<WorkspaceObject> CreateObject(
        SqliteSession session, WorkspaceId workspace, string name, string type, Timestamp now)
    {
        var number = session.Prepare(WorkspaceSql.InsertObject).Bind("@id", workspace.Value).Bind("@name", name).ReadInt64();
        if (number is null)
            return new(WorkspaceStatus.NameTaken, null);
        InsertVersion(session, workspace, number.Value, type, now);
        return Done(FindObject(session, workspace, number.Value)!);
    }

    private ValueTask<WorkspaceOutcome<T>> ChangeAsync<T>(
        WorkspaceId id, Func<SqliteSession, Workspace, WorkspaceOutcome<T>> change, CancellationToken cancellation)
        where T : class =>
        database.WriteAsync(
            session => Find(session, id, null)?.Workspace switch
            {
                null => new(WorkspaceStatus.NoSuchWorkspace, null),
                { Deleted: not null } => new(WorkspaceStatus.Deleted, null),
                var workspace => change(session, workspace),
            },
            cancellation);

    private static WorkspaceOutcome<Workspace> SetRight(SqliteSession session, Workspace workspace, WorkspaceGrant grant)
    {
        if (grant.User == workspace.Owner)
            return new(WorkspaceStatus.IsOwner, null);
        if (grant.Right == WorkspaceRight.None)
        {
            session.Prepare(WorkspaceSql.DeleteRight).Bind("@id", workspace.Id.Value).Bind("@user", grant.User.Value).Execute();
            return Done(workspace);
        }

        if (!SqliteAccountStore.IsEnabled(session, grant.User))
            return new(WorkspaceStatus.NoSuchUser, null);
        InsertRight(session, workspace.Id, grant);
        return Done(workspace);
    }

    private static WorkspaceOutcome<WorkspaceObject> AddVersion(
        SqliteSession session, WorkspaceId workspace, long number, string? type, Timestamp now)
    {
        if (FindObject(session, workspace, number) is not { } former)
            return new(WorkspaceStatus.NoSuchObject, null);
        if (former.Deleted is not null)
            return new(WorkspaceStatus.ObjectDeleted, null);
        InsertVersion(session, workspace, number, type ?? former.Type, now);
        return Done(FindObject(session, workspace, number)!);
    }

    private static void InsertVersion(SqliteSession session, WorkspaceId workspace, long number, string type, Timestamp now) =>
        session.Prepare(WorkspaceSql.InsertVersion).Bind("@id", workspace.Value).Bind("@object", number)
            .Bind("@type", type).Bind("@now", now.Milliseconds).Execute();

    private static bool IsKnown(SqliteSession session, UserName? user) =>
        user is not { } name || SqliteAccountStore.IsEnabled(session, name);

    private static VisibleWorkspace? Find(SqliteSession session, WorkspaceId id, UserName? user) =>
        session.Prepare(WorkspaceSql.Find).Bind("@user", user?.Value).Bind("@id", id.Value).ReadSingle(ReadVisible);

    private static WorkspaceObject? FindObject(SqliteSession session, WorkspaceId workspace, long number) =>
        session.Prepare(WorkspaceSql.FindObject).Bind("@id", workspace.Value).Bind("@object", number).ReadSingle(ReadObject);

    private static WorkspaceOutcome<T> Done<T>(T value)
        where T : class => new(WorkspaceStatus.Done, value);

    private static Workspace ReadWorkspace(SqliteRow row) =>
        new(new WorkspaceId(row.GetInt64(0)), row.GetString(1), new UserName(row.GetString(2)), row.GetBoolean(3),
            new Timestamp(row.GetInt64(4)), ReadTime(row, 5));

    private static VisibleWorkspace ReadVisible(SqliteRow row) => new(ReadWorkspace(row), (WorkspaceRight)row.GetInt32(6));

    private static WorkspaceObject ReadObject(SqliteRow row) =>
        new(new Upa(new WorkspaceId(row.GetInt64(0)), row.GetInt64(1), row.GetInt64(2)), row.GetString(3), row.GetString(4),
            new Timestamp(row.GetInt64(5)), ReadTime(row, 6));

    private static Timestamp? ReadTime(SqliteRow row, int column) =>
        row.GetInt64OrNull(column) is { } milliseconds ? new Timestamp(milliseconds) : null;
}
