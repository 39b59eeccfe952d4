using SampleService.Domain;

namespace SampleService.Upstream.Standalone;

/// <summary>The permission of one user in a workspace.</summary>
/// <param name="User">The user.</param>
/// <param name="Permission">What the user may do.</param>
public sealed record PermissionEntry(UserName User, WorkspacePermission Permission);
