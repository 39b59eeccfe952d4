using SampleService.Domain;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>What callers may do with workspace data (contract check WS).</summary>
internal sealed class WorkspaceAccess(IWorkspaceService workspaces)
{
    /// <summary>The requester may read or write the workspace of an object, and the object exists.</summary>
    public async ValueTask RequireObjectAsync(
        Upa upa, Requester requester, WorkspacePermission needed, CancellationToken cancellation)
    {
        await RequireAsync(upa.Workspace, $"upa {upa}", requester, needed, cancellation);
        if (await workspaces.FindObjectTypeAsync(upa, cancellation) is null)
            throw new ServiceException(ErrorKind.NoSuchWorkspaceData, $"Object {upa} does not exist");
    }

    /// <summary>The requester may write to the workspace; its objects are not looked at.</summary>
    public ValueTask RequireWritableAsync(WorkspaceId workspace, Requester requester, CancellationToken cancellation) =>
        RequireAsync(workspace, $"workspace {workspace}", requester, WorkspacePermission.Write, cancellation);

    /// <summary>The requester may read the workspace; its objects are not looked at.</summary>
    /// <param name="target">What a refusal names: the workspace, or an object version in it.</param>
    public ValueTask RequireReadableAsync(WorkspaceId workspace, string target, Requester requester, CancellationToken cancellation) =>
        RequireAsync(workspace, target, requester, WorkspacePermission.Read, cancellation);

    /// <summary>The workspaces whose links the requester sees; null stands for all, in administration mode.</summary>
    public async ValueTask<IReadOnlySet<WorkspaceId>?> FindVisibleAsync(Requester requester, CancellationToken cancellation) =>
        requester.IsAdministrator ? null : await workspaces.FindReadableAsync(requester.User, cancellation);

    private async ValueTask RequireAsync(
        WorkspaceId workspace, string target, Requester requester, WorkspacePermission needed, CancellationToken cancellation)
    {
        // In administration mode the permission does not count, but the workspace still has to exist.
        var permission = await workspaces.FindPermissionAsync(workspace, requester.User, cancellation);
        if (!requester.IsAdministrator && permission < needed)
            throw ServiceException.Unauthorized(
                $"{requester.Title} cannot {(needed == WorkspacePermission.Read ? "read" : "write to")} {target}");
    }
}
