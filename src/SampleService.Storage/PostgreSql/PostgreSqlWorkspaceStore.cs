using Npgsql;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>Workspaces of a stand-alone deployment in a PostgreSQL database.</summary>
public sealed class PostgreSqlWorkspaceStore(PostgreSqlDatabase database) : IWorkspaceStore
{
    /// <inheritdoc/>
    public ValueTask<WorkspaceOutcome<Workspace>> CreateAsync(NewWorkspace workspace, CancellationToken cancellation) =>
        database.WriteAsync(
            async (session, token) => await InsertAsync(session, workspace, token).ConfigureAwait(false) is { } made
                ? Done(made)
                : new(WorkspaceStatus.NoSuchUser, null),
            isIdempotent: false, cancellation);

    /// <inheritdoc/>
    public ValueTask<VisibleWorkspace?> FindAsync(WorkspaceId id, UserName? user, CancellationToken cancellation) =>
        database.ReadAsync(
            (session, token) => session.ReadSingleAsync(
                new PostgreSqlStatement(WorkspaceSql.Find).Bind(user?.Value).Bind(id.Value), ReadVisible, token),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Workspace>> ListAsync(CancellationToken cancellation) =>
        ListAsync(static () => new PostgreSqlStatement(WorkspaceSql.List), ReadWorkspace, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<VisibleWorkspace>?> ListReadableAsync(UserName? user, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<VisibleWorkspace>?>(
            async (session, token) => await IsKnownAsync(session, user, token).ConfigureAwait(false)
                ? await session.ReadAllAsync(
                    new PostgreSqlStatement(WorkspaceSql.ListReadable).Bind(user?.Value), ReadVisible, token)
                    .ConfigureAwait(false)
                : null,
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<WorkspaceId>?> FindReadableAsync(UserName? user, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlySet<WorkspaceId>?>(
            async (session, token) => await IsKnownAsync(session, user, token).ConfigureAwait(false)
                ? (await session.ReadAllAsync(
                    new PostgreSqlStatement(WorkspaceSql.FindReadable).Bind(user?.Value),
                    static row => new WorkspaceId(row.GetInt64(0)), token).ConfigureAwait(false)).ToHashSet()
                : null,
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WorkspaceGrant>> ListRightsAsync(WorkspaceId id, CancellationToken cancellation) =>
        ListAsync(
            () => new PostgreSqlStatement(WorkspaceSql.ListRights).Bind(id.Value),
            static row => new WorkspaceGrant(row.GetUser(0), (WorkspaceRight)row.GetInt32(1)), cancellation);

    /// <inheritdoc/>
    public ValueTask<WorkspaceOutcome<Workspace>> SetDeletedAsync(
        WorkspaceId id, Timestamp? at, CancellationToken cancellation) =>
        database.WriteAsync(
            async (session, token) => await session.ReadSingleAsync(
                new PostgreSqlStatement(WorkspaceSql.SetDeleted).Bind(id.Value).Bind(at?.Milliseconds), ReadWorkspace,
                token).ConfigureAwait(false) is { } changed
                ? Done(changed)
                : new(WorkspaceStatus.NoSuchWorkspace, null),
            isIdempotent: false, cancellation);

    /// <inheritdoc/>
    public ValueTask<WorkspaceOutcome<Workspace>> SetPublicAsync(
        WorkspaceId id, bool isPublic, CancellationToken cancellation) =>
        ChangeAsync(
            id,
            async (session, _, token) => Done((await session.ReadSingleAsync(
                new PostgreSqlStatement(WorkspaceSql.SetPublic).Bind(id.Value).Bind(isPublic), ReadWorkspace, token)
                .ConfigureAwait(false))!),
            isIdempotent: false, cancellation);

    /// <inheritdoc/>
    public ValueTask<WorkspaceOutcome<Workspace>> SetRightAsync(
        WorkspaceId id, WorkspaceGrant grant, CancellationToken cancellation) =>
        ChangeAsync(
            id, (session, workspace, token) => SetRightAsync(session, workspace, grant, token), isIdempotent: false,
            cancellation);

    /// <inheritdoc/>
    public ValueTask<WorkspaceOutcome<WorkspaceObject>> CreateObjectAsync(
        WorkspaceId workspace, string name, string type, Timestamp now, CancellationToken cancellation) =>
        ChangeAsync(
            workspace, (session, _, token) => CreateObjectAsync(session, workspace, name, type, now, token),
            isIdempotent: false, cancellation);

    /// <inheritdoc/>
    public ValueTask<WorkspaceOutcome<WorkspaceObject>> AddVersionAsync(
        WorkspaceId workspace, long number, string? type, Timestamp now, CancellationToken cancellation) =>
        ChangeAsync(
            workspace, (session, _, token) => AddVersionAsync(session, workspace, number, type, now, token),
            isIdempotent: false, cancellation);

    /// <inheritdoc/>
    public ValueTask<WorkspaceOutcome<WorkspaceObject>> SetObjectDeletedAsync(
        WorkspaceId workspace, long number, Timestamp? at, CancellationToken cancellation) =>
        ChangeAsync(
            workspace,
            async (session, _, token) =>
            {
                await session.ExecuteAsync(
                    new PostgreSqlStatement(WorkspaceSql.SetObjectDeleted)
                        .Bind(workspace.Value).Bind(number).Bind(at?.Milliseconds), token).ConfigureAwait(false);
                return await FindObjectAsync(session, workspace, number, token).ConfigureAwait(false) is { } changed
                    ? Done(changed)
                    : new(WorkspaceStatus.NoSuchObject, null);
            },
            isIdempotent: false, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WorkspaceObject>> ListObjectsAsync(WorkspaceId workspace, CancellationToken cancellation) =>
        ListAsync(() => new PostgreSqlStatement(WorkspaceSql.ListObjects).Bind(workspace.Value), ReadObject, cancellation);

    /// <inheritdoc/>
    public ValueTask<string?> FindTypeAsync(Upa upa, CancellationToken cancellation) =>
        database.ReadAsync(
            (session, token) => session.ReadSingleAsync(
                new PostgreSqlStatement(WorkspaceSql.FindType)
                    .Bind(upa.Workspace.Value).Bind(upa.Object).Bind(upa.Version),
                static row => row.GetString(0), token),
            cancellation);

    /// <summary>Stores a workspace; null if its owner is no enabled account.</summary>
    internal static Task<Workspace?> InsertAsync(
        PostgreSqlSession session, NewWorkspace workspace, CancellationToken cancellation) =>
        session.ReadSingleAsync(
            new PostgreSqlStatement(WorkspaceSql.Insert).Bind(workspace.Name).Bind(workspace.Owner.Value)
                .Bind(workspace.IsPublic).Bind(workspace.Created.Milliseconds),
            ReadWorkspace, cancellation);

    /// <summary>Stores the right of a user who exists and is not the owner.</summary>
    internal static Task InsertRightAsync(
        PostgreSqlSession session, WorkspaceId id, WorkspaceGrant grant, CancellationToken cancellation) =>
        session.ExecuteAsync(
            new PostgreSqlStatement(WorkspaceSql.SetRight).Bind(id.Value).Bind(grant.User.Value).Bind((int)grant.Right),
            cancellation);

    /// <summary>Makes an object in a workspace that exists.</summary>
    internal static async Task<WorkspaceOutcome<WorkspaceObject>> CreateObjectAsync(
        PostgreSqlSession session, WorkspaceId workspace, string name, string type, Timestamp now,
        CancellationToken cancellation) =>
        await session.ReadSingleAsync(
            new PostgreSqlStatement(WorkspaceSql.InsertObject)
                .Bind(workspace.Value).Bind(name).Bind(type).Bind(now.Milliseconds),
            ReadObject, cancellation).ConfigureAwait(false) is { } made
            ? Done(made)
            : new(WorkspaceStatus.NameTaken, null);

    private ValueTask<IReadOnlyList<T>> ListAsync<T>(
        Func<PostgreSqlStatement> statement, Func<NpgsqlDataReader, T> read, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<T>>(
            async (session, token) => await session.ReadAllAsync(statement(), read, token).ConfigureAwait(false),
            cancellation);

    private ValueTask<WorkspaceOutcome<T>> ChangeAsync<T>(
        WorkspaceId id, Func<PostgreSqlSession, Workspace, CancellationToken, Task<WorkspaceOutcome<T>>> change,
        bool isIdempotent, CancellationToken cancellation)
        where T : class =>
        database.WriteAsync(
            (session, token) => session.InTransactionAsync(
                async () => await session.ReadSingleAsync(
                    new PostgreSqlStatement(WorkspaceSql.FindForChange).Bind(id.Value), ReadWorkspace, token)
                    .ConfigureAwait(false) switch
                {
                    null => new(WorkspaceStatus.NoSuchWorkspace, null),
                    { Deleted: not null } => new(WorkspaceStatus.Deleted, null),
                    var workspace => await change(session, workspace, token).ConfigureAwait(false),
                },
                static outcome => outcome.Status == WorkspaceStatus.Done, token),
            isIdempotent, cancellation);

    private static async Task<WorkspaceOutcome<Workspace>> SetRightAsync(
        PostgreSqlSession session, Workspace workspace, WorkspaceGrant grant, CancellationToken cancellation)
    {
        if (grant.User == workspace.Owner)
            return new(WorkspaceStatus.IsOwner, null);
        if (grant.Right == WorkspaceRight.None)
        {
            await session.ExecuteAsync(
                new PostgreSqlStatement(WorkspaceSql.DeleteRight).Bind(workspace.Id.Value).Bind(grant.User.Value),
                cancellation).ConfigureAwait(false);
            return Done(workspace);
        }

        if (!await PostgreSqlAccountStore.LockEnabledAsync(session, grant.User, cancellation).ConfigureAwait(false))
            return new(WorkspaceStatus.NoSuchUser, null);
        await InsertRightAsync(session, workspace.Id, grant, cancellation).ConfigureAwait(false);
        return Done(workspace);
    }

    private static async Task<WorkspaceOutcome<WorkspaceObject>> AddVersionAsync(
        PostgreSqlSession session, WorkspaceId workspace, long number, string? type, Timestamp now,
        CancellationToken cancellation)
    {
        if (await FindObjectAsync(session, workspace, number, cancellation).ConfigureAwait(false) is not { } former)
            return new(WorkspaceStatus.NoSuchObject, null);
        if (former.Deleted is not null)
            return new(WorkspaceStatus.ObjectDeleted, null);
        var newest = former.Newest with { Version = former.Newest.Version + 1 };
        var made = former with { Newest = newest, Type = type ?? former.Type, Saved = now };
        await session.ExecuteAsync(
            new PostgreSqlStatement(WorkspaceSql.InsertVersion).Bind(workspace.Value).Bind(number).Bind(newest.Version)
                .Bind(made.Type).Bind(now.Milliseconds),
            cancellation).ConfigureAwait(false);
        return Done(made);
    }

    private static async Task<bool> IsKnownAsync(
        PostgreSqlSession session, UserName? user, CancellationToken cancellation) =>
        user is not { } name
        || await PostgreSqlAccountStore.IsEnabledAsync(session, name, cancellation).ConfigureAwait(false);

    private static Task<WorkspaceObject?> FindObjectAsync(
        PostgreSqlSession session, WorkspaceId workspace, long number, CancellationToken cancellation) =>
        session.ReadSingleAsync(
            new PostgreSqlStatement(WorkspaceSql.FindObject).Bind(workspace.Value).Bind(number), ReadObject, cancellation);

    private static WorkspaceOutcome<T> Done<T>(T value)
        where T : class => new(WorkspaceStatus.Done, value);

    private static Workspace ReadWorkspace(NpgsqlDataReader row) => new(
        new WorkspaceId(row.GetInt64(0)), row.GetString(1), row.GetUser(2), row.GetBoolean(3), row.GetTimestamp(4),
        row.GetTimestampOrNull(5));

    private static VisibleWorkspace ReadVisible(NpgsqlDataReader row) =>
        new(ReadWorkspace(row), (WorkspaceRight)row.GetInt32(6));

    private static WorkspaceObject ReadObject(NpgsqlDataReader row) => new(
        new Upa(new WorkspaceId(row.GetInt64(0)), row.GetInt64(1), row.GetInt64(2)), row.GetString(3), row.GetString(4),
        row.GetTimestamp(5), row.GetTimestampOrNull(6));
}
