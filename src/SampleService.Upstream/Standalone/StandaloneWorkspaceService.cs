using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Upstream.Standalone;

/// <summary>Workspaces in our own database, with the rules and error texts of the KBase workspace service.</summary>
internal sealed class StandaloneWorkspaceService(IWorkspaceStore workspaces) : IWorkspaceService
{
    public async ValueTask<WorkspacePermission> FindPermissionAsync(
        WorkspaceId workspace, UserName? user, CancellationToken cancellation)
    {
        var found = await workspaces.FindAsync(workspace, user, cancellation).ConfigureAwait(false);
        if (found is null)
            throw StandaloneErrors.NoSuchWorkspace(workspace);
        return found.Workspace.Deleted is null
            ? found.Right.ToPermission()
            : throw StandaloneErrors.Deleted(workspace);
    }

    public ValueTask<string?> FindObjectTypeAsync(Upa upa, CancellationToken cancellation) =>
        workspaces.FindTypeAsync(upa, cancellation);

    public ValueTask<IReadOnlySet<Upa>> FindMissingAsync(IReadOnlyCollection<Upa> upas, CancellationToken cancellation) =>
        workspaces.FindMissingAsync(upas, cancellation);

    public async ValueTask<IReadOnlySet<WorkspaceId>> FindReadableAsync(UserName? user, CancellationToken cancellation) =>
        await workspaces.FindReadableAsync(user, cancellation).ConfigureAwait(false)
        ?? throw new ServiceException(ErrorKind.NoSuchUser, $"User {user} is not a valid user");
}
