using SampleService.Domain;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Tells of links whether their objects are still there.</summary>
internal sealed class ObjectStates(IWorkspaceService workspaces)
{
    /// <summary>The state of each object version: <c>present</c>, <c>deleted</c> or <c>workspace_deleted</c>; one question for all of them.</summary>
    /// <remarks>
    /// The workspaces of links that others than administrators are shown can be read, so they are there. Of those that administrators are
    /// shown, the workspaces of missing objects are asked for one by one.
    /// </remarks>
    public async ValueTask<IReadOnlyDictionary<Upa, string>> FindAsync(
        IReadOnlyList<DataLink> links, Requester requester, CancellationToken cancellation)
    {
        var asked = links.Select(static link => link.Unit.Upa).ToHashSet();
        var missing = asked.Count == 0 ? new HashSet<Upa>() : await workspaces.FindMissingAsync(asked, cancellation);
        var deleted = new HashSet<WorkspaceId>();
        if (requester.IsAdministrator)
            foreach (var workspace in missing.Select(static upa => upa.Workspace).Distinct())
                if (!await ExistsAsync(workspace, cancellation))
                    deleted.Add(workspace);
        return asked.ToDictionary(
            static upa => upa, upa => !missing.Contains(upa) ? "present" : deleted.Contains(upa.Workspace) ? "workspace_deleted" : "deleted");
    }

    private async ValueTask<bool> ExistsAsync(WorkspaceId workspace, CancellationToken cancellation)
    {
        try
        {
            await workspaces.FindPermissionAsync(workspace, null, cancellation);
            return true;
        }
        catch (ServiceException fault) when (fault.Kind == ErrorKind.NoSuchWorkspaceData)
        {
            return false;
        }
    }
}
