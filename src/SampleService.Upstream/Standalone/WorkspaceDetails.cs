namespace SampleService.Upstream.Standalone;

/// <summary>A workspace with all that belongs to it.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Permissions">Permissions of others than the owner, by user.</param>
/// <param name="Objects">Its objects, deleted ones included, by number.</param>
public sealed record WorkspaceDetails(
    WorkspaceInfo Workspace, IReadOnlyList<PermissionEntry> Permissions, IReadOnlyList<ObjectInfo> Objects);
