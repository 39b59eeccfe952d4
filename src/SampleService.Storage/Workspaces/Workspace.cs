using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>A workspace of a stand-alone deployment.</summary>
/// <param name="Name">For people; need not be unique.</param>
/// <param name="Owner">Has all rights in it, always.</param>
/// <param name="IsPublic">Whether all users, anonymous ones included, may read in it.</param>
/// <param name="Deleted">When it was deleted; null when it was not.</param>
public sealed record Workspace(
    WorkspaceId Id, string Name, UserName Owner, bool IsPublic, Timestamp Created, Timestamp? Deleted);

/// <summary>A workspace to be made.</summary>
/// <param name="Name">For people.</param>
/// <param name="IsPublic">Whether all users, anonymous ones included, may read in it.</param>
public sealed record NewWorkspace(string Name, UserName Owner, bool IsPublic, Timestamp Created);

/// <summary>A workspace as one caller sees it.</summary>
/// <param name="Right">What the caller may do, by own right or because it is public.</param>
public sealed record VisibleWorkspace(Workspace Workspace, WorkspaceRight Right);

/// <summary>An object in a workspace.</summary>
/// <param name="Newest">Its newest version.</param>
/// <param name="Name">Its name, unique within the workspace.</param>
/// <param name="Type">The type of the newest version, <c>Module.Type-major.minor</c>.</param>
/// <param name="Saved">When the newest version was made.</param>
/// <param name="Deleted">When it was deleted; null when it was not.</param>
public sealed record WorkspaceObject(Upa Newest, string Name, string Type, Timestamp Saved, Timestamp? Deleted);
