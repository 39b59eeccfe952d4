using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>
/// Workspaces of a stand-alone deployment and the objects in them, as the database has them. Every write is one
/// transaction; see <see cref="IAccountStore"/> for errors.
/// </summary>
public interface IWorkspaceStore
{
    /// <summary>Makes a workspace with the next id.</summary>
    ValueTask<WorkspaceOutcome<Workspace>> CreateAsync(NewWorkspace workspace, CancellationToken cancellation);

    /// <summary>A workspace, deleted or not, and what a user may do in it; null if there is none.</summary>
    /// <param name="user">Null for an anonymous caller.</param>
    ValueTask<VisibleWorkspace?> FindAsync(WorkspaceId id, UserName? user, CancellationToken cancellation);

    /// <summary>All workspaces, deleted ones included, by id.</summary>
    ValueTask<IReadOnlyList<Workspace>> ListAsync(CancellationToken cancellation);

    /// <summary>
    /// The workspaces a user can read that are not deleted, public ones included, by id; null if the user is no
    /// enabled account. A null user stands for an anonymous caller.
    /// </summary>
    ValueTask<IReadOnlyList<VisibleWorkspace>?> ListReadableAsync(UserName? user, CancellationToken cancellation);

    /// <summary>The ids of the same workspaces; null if the user is no enabled account.</summary>
    ValueTask<IReadOnlySet<WorkspaceId>?> FindReadableAsync(UserName? user, CancellationToken cancellation);

    /// <summary>The rights of others than the owner, by user.</summary>
    ValueTask<IReadOnlyList<WorkspaceGrant>> ListRightsAsync(WorkspaceId id, CancellationToken cancellation);

    /// <summary>Deletes a workspace, or brings it back when the moment is null.</summary>
    ValueTask<WorkspaceOutcome<Workspace>> SetDeletedAsync(WorkspaceId id, Timestamp? at, CancellationToken cancellation);

    /// <summary>Makes a workspace public or not.</summary>
    ValueTask<WorkspaceOutcome<Workspace>> SetPublicAsync(WorkspaceId id, bool isPublic, CancellationToken cancellation);

    /// <summary>Gives a user this right and no other; <see cref="WorkspaceRight.None"/> takes all away.</summary>
    ValueTask<WorkspaceOutcome<Workspace>> SetRightAsync(WorkspaceId id, WorkspaceGrant grant, CancellationToken cancellation);

    /// <summary>Makes an object with the next id of its workspace, and its first version.</summary>
    ValueTask<WorkspaceOutcome<WorkspaceObject>> CreateObjectAsync(
        WorkspaceId workspace, string name, string type, Timestamp now, CancellationToken cancellation);

    /// <summary>Makes the next version of an object.</summary>
    /// <param name="type">Its type; null for the type of the version before.</param>
    /// <param name="now">The present moment.</param>
    ValueTask<WorkspaceOutcome<WorkspaceObject>> AddVersionAsync(
        WorkspaceId workspace, long number, string? type, Timestamp now, CancellationToken cancellation);

    /// <summary>Deletes an object with all its versions, or brings it back when the moment is null.</summary>
    ValueTask<WorkspaceOutcome<WorkspaceObject>> SetObjectDeletedAsync(
        WorkspaceId workspace, long number, Timestamp? at, CancellationToken cancellation);

    /// <summary>The objects of a workspace, deleted ones included, by id.</summary>
    ValueTask<IReadOnlyList<WorkspaceObject>> ListObjectsAsync(WorkspaceId workspace, CancellationToken cancellation);

    /// <summary>
    /// The type of an object version; null when there is none, or when the object or its workspace is deleted.
    /// </summary>
    ValueTask<string?> FindTypeAsync(Upa upa, CancellationToken cancellation);

    /// <summary>Those of these object versions that have no type: see <see cref="FindTypeAsync"/>.</summary>
    ValueTask<IReadOnlySet<Upa>> FindMissingAsync(IReadOnlyCollection<Upa> upas, CancellationToken cancellation);
}
