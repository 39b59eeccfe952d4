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
        await RequireAsync(upa.Workspace, TargetOf(upa), requester, needed, cancellation);
        if (await workspaces.FindObjectTypeAsync(upa, cancellation) is null)
            throw NoSuchObject(upa);
    }

    /// <summary>The requester may write to the workspace; its objects are not looked at.</summary>
    public ValueTask RequireWritableAsync(WorkspaceId workspace, Requester requester, CancellationToken cancellation) =>
        RequireAsync(workspace, TargetOf(workspace), requester, WorkspacePermission.Write, cancellation);

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
        Require(await workspaces.FindPermissionAsync(workspace, requester.User, cancellation), target, requester, needed);
    }

    /// <summary>The same, where the permission is known already.</summary>
    /// <exception cref="ServiceException">It is too low, and the call is not made in administration mode.</exception>
    public static void Require(WorkspacePermission held, string target, Requester requester, WorkspacePermission needed)
    {
        if (!requester.IsAdministrator && held < needed)
            throw ServiceException.Unauthorized(
                $"{requester.Title} cannot {(needed == WorkspacePermission.Read ? "read" : "write to")} {target}");
    }

    /// <summary>What a workspace or an object version in it is called where it is refused.</summary>
    public static string TargetOf(Upa upa) => $"upa {upa}";

    /// <inheritdoc cref="TargetOf(Upa)"/>
    public static string TargetOf(WorkspaceId workspace) => $"workspace {workspace}";

    /// <summary>An object version does not exist.</summary>
    public static ServiceException NoSuchObject(Upa upa) => new(ErrorKind.NoSuchWorkspaceData, $"Object {upa} does not exist");
}
