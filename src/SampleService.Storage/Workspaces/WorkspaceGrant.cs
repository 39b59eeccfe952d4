using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>The right of one user in a workspace.</summary>
/// <param name="User">The user.</param>
/// <param name="Right">What the user may do.</param>
public sealed record WorkspaceGrant(UserName User, WorkspaceRight Right);
