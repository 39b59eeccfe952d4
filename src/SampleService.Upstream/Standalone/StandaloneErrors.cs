using SampleService.Domain;

namespace SampleService.Upstream.Standalone;

/// <summary>Errors about stand-alone users, workspaces and objects.</summary>
internal static class StandaloneErrors
{
    public static ServiceException NoSuchUser(UserName name) => new(ErrorKind.NoSuchUser, name.Value);

    public static ServiceException NoSuchWorkspace(WorkspaceId id) =>
        new(ErrorKind.NoSuchWorkspaceData, $"No workspace with id {id} exists");

    public static ServiceException Deleted(WorkspaceId id) =>
        new(ErrorKind.NoSuchWorkspaceData, $"Workspace {id} is deleted");

    public static ServiceException NoSuchObject(WorkspaceId workspace, long number) =>
        new(ErrorKind.NoSuchWorkspaceData, $"Object {workspace}/{number} does not exist");

    public static ServiceException ObjectDeleted(WorkspaceId workspace, long number) =>
        new(ErrorKind.NoSuchWorkspaceData, $"Object {workspace}/{number} is deleted");
}
