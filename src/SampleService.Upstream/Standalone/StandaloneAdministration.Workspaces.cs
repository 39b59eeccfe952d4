using System.Text.RegularExpressions;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Upstream.Standalone;

/// <content>Workspaces and objects.</content>
internal sealed partial class StandaloneAdministration
{
    public async ValueTask<WorkspaceInfo> CreateWorkspaceAsync(
        UserName owner, string? name, bool isPublic, CancellationToken cancellation)
    {
        var text = ContractText.Required(name ?? "", "name");
        var outcome = await workspaces.CreateAsync(
            new NewWorkspace(text, owner, isPublic, Timestamp.Now(clock)), cancellation).ConfigureAwait(false);
        if (outcome.Value is not { } workspace)
            throw StandaloneErrors.NoSuchUser(owner);
        Log("created workspace", workspace.Id.ToString());
        return workspace.ToInfo();
    }

    public async ValueTask<IReadOnlyList<WorkspaceInfo>> ListWorkspacesAsync(CancellationToken cancellation) =>
        [.. (await workspaces.ListAsync(cancellation).ConfigureAwait(false)).Select(workspace => workspace.ToInfo())];

    public async ValueTask<IReadOnlyList<WorkspaceView>> ListVisibleWorkspacesAsync(
        UserName? user, CancellationToken cancellation)
    {
        var visible = await workspaces.ListReadableAsync(user, cancellation).ConfigureAwait(false)
            ?? throw StandaloneErrors.NoSuchUser(user!.Value);
        return [.. visible.Select(view => new WorkspaceView(view.Workspace.ToInfo(), view.Right.ToPermission()))];
    }

    public async ValueTask<WorkspaceDetails> GetWorkspaceAsync(WorkspaceId id, CancellationToken cancellation)
    {
        var workspace = (await workspaces.FindAsync(id, null, cancellation).ConfigureAwait(false))?.Workspace
            ?? throw StandaloneErrors.NoSuchWorkspace(id);
        var rights = await workspaces.ListRightsAsync(id, cancellation).ConfigureAwait(false);
        var objects = await workspaces.ListObjectsAsync(id, cancellation).ConfigureAwait(false);
        return new WorkspaceDetails(
            workspace.ToInfo(),
            [.. rights.Select(grant => new PermissionEntry(grant.User, grant.Right.ToPermission()))],
            [.. objects.Select(item => item.ToInfo())]);
    }

    public async ValueTask<WorkspacePermission> FindPermissionAsync(
        WorkspaceId id, UserName user, CancellationToken cancellation) =>
        (await workspaces.FindAsync(id, user, cancellation).ConfigureAwait(false))?.Right.ToPermission() ?? WorkspacePermission.None;

    public async ValueTask<WorkspaceInfo> SetWorkspaceDeletedAsync(WorkspaceId id, bool deleted, CancellationToken cancellation)
    {
        var outcome = await workspaces.SetDeletedAsync(id, deleted ? Timestamp.Now(clock) : null, cancellation)
            .ConfigureAwait(false);
        var workspace = Done(outcome, id).ToInfo();
        Log(deleted ? "deleted workspace" : "brought back workspace", id.ToString());
        return workspace;
    }

    public async ValueTask<WorkspaceInfo> SetWorkspacePublicAsync(WorkspaceId id, bool isPublic, CancellationToken cancellation)
    {
        var outcome = await workspaces.SetPublicAsync(id, isPublic, cancellation).ConfigureAwait(false);
        var workspace = Done(outcome, id).ToInfo();
        Log(isPublic ? "made public workspace" : "made private workspace", id.ToString());
        return workspace;
    }

    public async ValueTask<WorkspaceInfo> SetPermissionAsync(
        WorkspaceId id, UserName user, WorkspacePermission permission, CancellationToken cancellation)
    {
        var outcome = await workspaces.SetRightAsync(id, new WorkspaceGrant(user, permission.ToRight()), cancellation)
            .ConfigureAwait(false);
        if (outcome.Status == WorkspaceStatus.NoSuchUser)
            throw StandaloneErrors.NoSuchUser(user);
        if (outcome.Status == WorkspaceStatus.IsOwner)
            throw ServiceException.Illegal($"the permission of the owner of workspace {id} cannot be changed");
        var workspace = Done(outcome, id).ToInfo();
        Log($"gave {user} permission {permission} in workspace", id.ToString());
        return workspace;
    }

    public async ValueTask<ObjectInfo> CreateObjectAsync(
        WorkspaceId workspace, string? name, string? type, CancellationToken cancellation)
    {
        var text = ContractText.Required(name ?? "", "name");
        var outcome = await workspaces.CreateObjectAsync(
            workspace, text, CheckType(ContractText.Required(type ?? "", "type")), Timestamp.Now(clock), cancellation)
            .ConfigureAwait(false);
        if (outcome.Status == WorkspaceStatus.NameTaken)
            throw ServiceException.Illegal($"workspace {workspace} has an object with name {text} already");
        var created = Done(outcome, workspace).ToInfo();
        Log("created object", created.Newest.ToString());
        return created;
    }

    public async ValueTask<ObjectInfo> CreateObjectVersionAsync(
        WorkspaceId workspace, long number, string? type, CancellationToken cancellation)
    {
        var newType = ContractText.Optional(type, "type") is { } text ? CheckType(text) : null;
        var outcome = await workspaces.AddVersionAsync(workspace, number, newType, Timestamp.Now(clock), cancellation)
            .ConfigureAwait(false);
        var created = Done(outcome, workspace, number).ToInfo();
        Log("created object version", created.Newest.ToString());
        return created;
    }

    public async ValueTask<ObjectInfo> SetObjectDeletedAsync(
        WorkspaceId workspace, long number, bool deleted, CancellationToken cancellation)
    {
        var outcome = await workspaces.SetObjectDeletedAsync(
            workspace, number, deleted ? Timestamp.Now(clock) : null, cancellation).ConfigureAwait(false);
        var changed = Done(outcome, workspace, number).ToInfo();
        Log(deleted ? "deleted object" : "brought back object", $"{workspace}/{number}");
        return changed;
    }

    private static T Done<T>(WorkspaceOutcome<T> outcome, WorkspaceId workspace, long number = 0)
        where T : class => outcome.Status switch
        {
            WorkspaceStatus.Done => outcome.Value!,
            WorkspaceStatus.Deleted => throw StandaloneErrors.Deleted(workspace),
            WorkspaceStatus.NoSuchObject => throw StandaloneErrors.NoSuchObject(workspace, number),
            WorkspaceStatus.ObjectDeleted => throw StandaloneErrors.ObjectDeleted(workspace, number),
            _ => throw StandaloneErrors.NoSuchWorkspace(workspace),
        };

    private static string CheckType(string type) =>
        TypeForm().IsMatch(type)
            ? type
            : throw ServiceException.Illegal($"type {ContractText.Echo(type)} must have the form Module.Type-major.minor");

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]*\.[A-Za-z][A-Za-z0-9_]*-[0-9]{1,9}\.[0-9]{1,9}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TypeForm();
}
