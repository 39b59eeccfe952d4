using SampleService.Domain;

namespace SampleService.Upstream;

/// <summary>Knows workspaces, who may use them, and which objects exist. Nothing of it is ever remembered.</summary>
public interface IWorkspaceService
{
    /// <summary>What a user may do in a workspace; null stands for an anonymous caller.</summary>
    /// <exception cref="ServiceException">
    /// <see cref="ErrorKind.NoSuchWorkspaceData"/>: it does not exist or is deleted;
    /// <see cref="ErrorKind.UpstreamFailure"/>: nobody could be asked.
    /// </exception>
    ValueTask<WorkspacePermission> FindPermissionAsync(
        WorkspaceId workspace, UserName? user, CancellationToken cancellation);

    /// <summary>
    /// The type of an object version, <c>Module.Type-major.minor</c>; null when the version does not exist or is deleted.
    /// </summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.UpstreamFailure"/>: nobody could be asked.</exception>
    ValueTask<string?> FindObjectTypeAsync(Upa upa, CancellationToken cancellation);

    /// <summary>The workspaces a user can read, public ones included; null stands for an anonymous caller.</summary>
    /// <exception cref="ServiceException">
    /// <see cref="ErrorKind.NoSuchUser"/>: the service does not know the user;
    /// <see cref="ErrorKind.UpstreamFailure"/>: nobody could be asked.
    /// </exception>
    ValueTask<IReadOnlySet<WorkspaceId>> FindReadableAsync(UserName? user, CancellationToken cancellation);
}
