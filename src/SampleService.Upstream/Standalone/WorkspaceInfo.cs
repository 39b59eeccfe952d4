using SampleService.Domain;

namespace SampleService.Upstream.Standalone;

/// <summary>A workspace of a stand-alone deployment.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">Need not be unique.</param>
/// <param name="Owner">Always has all permissions.</param>
/// <param name="IsPublic">Whether all users, and anonymous callers, may read it.</param>
/// <param name="Created">When it was created.</param>
/// <param name="Deleted">Null when it is not deleted.</param>
public sealed record WorkspaceInfo(
    WorkspaceId Id, string Name, UserName Owner, bool IsPublic, Timestamp Created, Timestamp? Deleted);

/// <summary>A workspace as one caller sees it.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Permission">The caller's own permission, or read permission because it is public.</param>
public sealed record WorkspaceView(WorkspaceInfo Workspace, WorkspacePermission Permission);

/// <summary>A workspace with its permissions and objects.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Permissions">Sorted by user, without the owner.</param>
/// <param name="Objects">Sorted by number, including deleted ones.</param>
public sealed record WorkspaceDetails(
    WorkspaceInfo Workspace, IReadOnlyList<PermissionEntry> Permissions, IReadOnlyList<ObjectInfo> Objects);

/// <summary>The permission of one user in a workspace.</summary>
public sealed record PermissionEntry(UserName User, WorkspacePermission Permission);

/// <summary>An object in a workspace of a stand-alone deployment.</summary>
/// <param name="Newest">Its newest version; versions count from 1.</param>
/// <param name="Name">Unique within the workspace.</param>
/// <param name="Type">Of the newest version: <c>Module.Type-major.minor</c>.</param>
/// <param name="Saved">When the newest version was created.</param>
/// <param name="Deleted">Null when it is not deleted.</param>
public sealed record ObjectInfo(Upa Newest, string Name, string Type, Timestamp Saved, Timestamp? Deleted);
