using SampleService.Domain;

namespace SampleService.Upstream.Standalone;

/// <summary>Failures that callers of a stand-alone deployment are told of.</summary>
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
