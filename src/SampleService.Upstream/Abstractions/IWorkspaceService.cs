using SampleService.Domain;

namespace SampleService.Upstream;

/// <summary>Workspaces, the permissions of users in them, and their objects. Nothing is cached.</summary>
public interface IWorkspaceService
{
    /// <summary>What a user may do in a workspace; null stands for an anonymous caller.</summary>
    /// <exception cref="ServiceException">
    /// <see cref="ErrorKind.NoSuchWorkspaceData"/>: it does not exist or is deleted;
    /// <see cref="ErrorKind.UpstreamFailure"/>: the service could not be reached.
    /// </exception>
    ValueTask<WorkspacePermission> FindPermissionAsync(
        WorkspaceId workspace, UserName? user, CancellationToken cancellation);

    /// <summary>
    /// The type of an object version, <c>Module.Type-major.minor</c>; null when the version does not exist or is deleted.
    /// </summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.UpstreamFailure"/>: the service could not be reached.</exception>
    ValueTask<string?> FindObjectTypeAsync(Upa upa, CancellationToken cancellation);

    /// <summary>Those of these object versions that do not exist or are deleted, by one question.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.UpstreamFailure"/>: the service could not be reached.</exception>
    ValueTask<IReadOnlySet<Upa>> FindMissingAsync(IReadOnlyCollection<Upa> upas, CancellationToken cancellation);

    /// <summary>The workspaces a user can read, public ones included; null stands for an anonymous caller.</summary>
    /// <exception cref="ServiceException">
    /// <see cref="ErrorKind.NoSuchUser"/>: the service does not know the user;
    /// <see cref="ErrorKind.UpstreamFailure"/>: the service could not be reached.
    /// </exception>
    ValueTask<IReadOnlySet<WorkspaceId>> FindReadableAsync(UserName? user, CancellationToken cancellation);
}

/// <summary>What a user may do in a workspace; each permission includes the lower ones.</summary>
public enum WorkspacePermission
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Read, by own permission or because the workspace is public.</summary>
    Read,

    /// <summary>Change objects and link them.</summary>
    Write,

    /// <summary>Change permissions too.</summary>
    Admin,
}
