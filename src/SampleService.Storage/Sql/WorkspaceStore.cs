using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>Workspaces of a stand-alone deployment, in either database.</summary>
public sealed class WorkspaceStore(ISqlDatabase database) : IWorkspaceStore
{
    private readonly WorkspaceSql _sql = new(database.Dialect);

    /// <inheritdoc/>
    public ValueTask<WorkspaceOutcome<Workspace>> CreateAsync(NewWorkspace workspace, CancellationToken cancellation) =>
        WriteAsync(
            async (session, token) => await IsEnabledAsync(session, workspace.Owner, token).ConfigureAwait(false)
                ? Done(await WorkspaceRows.InsertAsync(session, workspace, token).ConfigureAwait(false))
                : Refused<Workspace>(WorkspaceStatus.NoSuchUser),
            nameof(CreateAsync), cancellation);

    /// <inheritdoc/>
    public ValueTask<VisibleWorkspace?> FindAsync(WorkspaceId id, UserName? user, CancellationToken cancellation) =>
        database.ReadAsync(
            (session, token) => session.ReadSingleAsync(
                new SqlStatement(WorkspaceSql.Find).Bind(user?.Value).Bind(id.Value), WorkspaceRows.ReadVisible, token),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Workspace>> ListAsync(CancellationToken cancellation) =>
        ListAsync(static () => new SqlStatement(WorkspaceSql.List), WorkspaceRows.ReadWorkspace, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<VisibleWorkspace>?> ListReadableAsync(UserName? user, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<VisibleWorkspace>?>(
            async (session, token) => await IsKnownAsync(session, user, token).ConfigureAwait(false)
                ? await session.ReadAllAsync(
                    new SqlStatement(_sql.ListReadable).Bind(user?.Value), WorkspaceRows.ReadVisible, token).ConfigureAwait(false)
                : null,
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<WorkspaceId>?> FindReadableAsync(UserName? user, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlySet<WorkspaceId>?>(
            async (session, token) => await IsKnownAsync(session, user, token).ConfigureAwait(false)
                ? (await session.ReadAllAsync(
                    new SqlStatement(_sql.FindReadable).Bind(user?.Value), static row => new WorkspaceId(row.GetInt64(0)), token)
                    .ConfigureAwait(false)).ToHashSet()
                : null,
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WorkspaceGrant>> ListRightsAsync(WorkspaceId id, CancellationToken cancellation) =>
        ListAsync(
            () => new SqlStatement(WorkspaceSql.ListRights).Bind(id.Value),
            static row => new WorkspaceGrant(row.GetUser(0), (WorkspaceRight)row.GetInt64(1)), cancellation);

    /// <inheritdoc/>
    public ValueTask<WorkspaceOutcome<Workspace>> SetDeletedAsync(
        WorkspaceId id, Timestamp? at, CancellationToken cancellation) =>
        WriteAsync(
            async (session, token) => await session.ReadSingleAsync(
                new SqlStatement(WorkspaceSql.SetDeleted).Bind(id.Value).Bind(at?.Milliseconds), WorkspaceRows.ReadWorkspace,
                token).ConfigureAwait(false) is { } changed
                ? Done(changed)
                : Refused<Workspace>(WorkspaceStatus.NoSuchWorkspace),
            nameof(SetDeletedAsync), cancellation);

    /// <inheritdoc/>
    public ValueTask<WorkspaceOutcome<Workspace>> SetPublicAsync(
        WorkspaceId id, bool isPublic, CancellationToken cancellation) =>
        ChangeAsync(
            id,
            async (session, _, token) => Done((await session.ReadSingleAsync(
                new SqlStatement(WorkspaceSql.SetPublic).Bind(id.Value).Bind(isPublic), WorkspaceRows.ReadWorkspace, token)
                .ConfigureAwait(false))!),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<WorkspaceOutcome<Workspace>> SetRightAsync(
        WorkspaceId id, WorkspaceGrant grant, CancellationToken cancellation) =>
        ChangeAsync(id, (session, workspace, token) => SetRightAsync(session, workspace, grant, token), cancellation);

    /// <inheritdoc/>
    public ValueTask<WorkspaceOutcome<WorkspaceObject>> CreateObjectAsync(
        WorkspaceId workspace, string name, string type, Timestamp now, CancellationToken cancellation) =>
        ChangeAsync(
            workspace,
            async (session, _, token) =>
                await WorkspaceRows.InsertObjectAsync(session, workspace, name, type, now, token).ConfigureAwait(false) is { } made
                    ? Done(made)
                    : Refused<WorkspaceObject>(WorkspaceStatus.NameTaken),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<WorkspaceOutcome<WorkspaceObject>> AddVersionAsync(
        WorkspaceId workspace, long number, string? type, Timestamp now, CancellationToken cancellation) =>
        ChangeAsync(
            workspace, (session, _, token) => AddVersionAsync(session, workspace, number, type, now, token), cancellation);

    /// <inheritdoc/>
    public ValueTask<WorkspaceOutcome<WorkspaceObject>> SetObjectDeletedAsync(
        WorkspaceId workspace, long number, Timestamp? at, CancellationToken cancellation) =>
        ChangeAsync(
            workspace,
            async (session, _, token) =>
            {
                await session.ExecuteAsync(
                    new SqlStatement(WorkspaceSql.SetObjectDeleted)
                        .Bind(workspace.Value).Bind(number).Bind(at?.Milliseconds), token).ConfigureAwait(false);
                return await WorkspaceRows.FindObjectAsync(session, workspace, number, token).ConfigureAwait(false) is { } changed
                    ? Done(changed)
                    : Refused<WorkspaceObject>(WorkspaceStatus.NoSuchObject);
            },
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WorkspaceObject>> ListObjectsAsync(WorkspaceId workspace, CancellationToken cancellation) =>
        ListAsync(
            () => new SqlStatement(WorkspaceSql.ListObjects).Bind(workspace.Value), WorkspaceRows.ReadObject, cancellation);

    /// <inheritdoc/>
    public ValueTask<string?> FindTypeAsync(Upa upa, CancellationToken cancellation) =>
        database.ReadAsync(
            (session, token) => session.ReadSingleAsync(
                new SqlStatement(WorkspaceSql.FindType).Bind(upa.Workspace.Value).Bind(upa.Object).Bind(upa.Version),
                static row => row.GetString(0), token),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<Upa>> FindMissingAsync(IReadOnlyCollection<Upa> upas, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlySet<Upa>>(
            async (session, token) =>
            {
                var missing = new HashSet<Upa>();
                foreach (var upa in upas)
                    if (!await session.ReadAnyAsync(
                        new SqlStatement(WorkspaceSql.FindType).Bind(upa.Workspace.Value).Bind(upa.Object).Bind(upa.Version), token).ConfigureAwait(false))
                        missing.Add(upa);
                return missing;
            },
            cancellation);

    private ValueTask<IReadOnlyList<T>> ListAsync<T>(
        Func<SqlStatement> statement, Func<ISqlRow, T> read, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<T>>(
            async (session, token) => await session.ReadAllAsync(statement(), read, token).ConfigureAwait(false), cancellation);

    /// <summary>Changes a workspace that exists and is not deleted; it stays so until the transaction ends.</summary>
    private ValueTask<WorkspaceOutcome<T>> ChangeAsync<T>(
        WorkspaceId id, Func<ISqlSession, Workspace, CancellationToken, Task<WorkspaceOutcome<T>>> change,
        CancellationToken cancellation)
        where T : class =>
        WriteAsync(
            async (session, token) => await session.ReadSingleAsync(
                new SqlStatement(_sql.FindForChange).Bind(id.Value), WorkspaceRows.ReadWorkspace, token).ConfigureAwait(false) switch
            {
                null => Refused<T>(WorkspaceStatus.NoSuchWorkspace),
                { Deleted: not null } => Refused<T>(WorkspaceStatus.Deleted),
                var workspace => await change(session, workspace, token).ConfigureAwait(false),
            },
            nameof(ChangeAsync), cancellation);

    private ValueTask<WorkspaceOutcome<T>> WriteAsync<T>(
        Func<ISqlSession, CancellationToken, Task<WorkspaceOutcome<T>>> operation, string name, CancellationToken cancellation)
        where T : class =>
        database.WriteAsync(
            operation, static outcome => outcome.Status == WorkspaceStatus.Done, isIdempotent: false, cancellation, name);

    private async Task<WorkspaceOutcome<Workspace>> SetRightAsync(
        ISqlSession session, Workspace workspace, WorkspaceGrant grant, CancellationToken cancellation)
    {
        if (grant.User == workspace.Owner)
            return Refused<Workspace>(WorkspaceStatus.IsOwner);
        if (grant.Right == WorkspaceRight.None)
        {
            await session.ExecuteAsync(
                new SqlStatement(WorkspaceSql.DeleteRight).Bind(workspace.Id.Value).Bind(grant.User.Value), cancellation)
                .ConfigureAwait(false);
            return Done(workspace);
        }

        if (!await IsEnabledAsync(session, grant.User, cancellation).ConfigureAwait(false))
            return Refused<Workspace>(WorkspaceStatus.NoSuchUser);
        await WorkspaceRows.SetRightAsync(session, workspace.Id, grant, cancellation).ConfigureAwait(false);
        return Done(workspace);
    }

    private static async Task<WorkspaceOutcome<WorkspaceObject>> AddVersionAsync(
        ISqlSession session, WorkspaceId workspace, long number, string? type, Timestamp now, CancellationToken cancellation)
    {
        if (await WorkspaceRows.FindObjectAsync(session, workspace, number, cancellation).ConfigureAwait(false) is not { } former)
            return Refused<WorkspaceObject>(WorkspaceStatus.NoSuchObject);
        if (former.Deleted is not null)
            return Refused<WorkspaceObject>(WorkspaceStatus.ObjectDeleted);
        var newest = former.Newest with { Version = former.Newest.Version + 1 };
        var made = former with { Newest = newest, Type = type ?? former.Type, Saved = now };
        await WorkspaceRows.InsertVersionAsync(session, newest, made.Type, now, cancellation).ConfigureAwait(false);
        return Done(made);
    }

    /// <summary>Whether there is an enabled account of this name, which then stays so until the transaction ends.</summary>
    private Task<bool> IsEnabledAsync(ISqlSession session, UserName name, CancellationToken cancellation) =>
        session.ReadAnyAsync(new SqlStatement(_sql.LockEnabled).Bind(name.Value), cancellation);

    private static async Task<bool> IsKnownAsync(ISqlSession session, UserName? user, CancellationToken cancellation) =>
        user is not { } name
        || await session.ReadAnyAsync(new SqlStatement(AccountSql.IsEnabled).Bind(name.Value), cancellation).ConfigureAwait(false);

    private static WorkspaceOutcome<T> Done<T>(T value)
        where T : class => new(WorkspaceStatus.Done, value);

    private static WorkspaceOutcome<T> Refused<T>(WorkspaceStatus status)
        where T : class => new(status, null);
}
