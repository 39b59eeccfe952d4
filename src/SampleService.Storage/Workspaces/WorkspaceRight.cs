using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>What a user may do in a workspace; each right includes the lower ones. The numbers are those of the table.</summary>
public enum WorkspaceRight
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Read.</summary>
    Read = 1,

    /// <summary>Change objects.</summary>
    Write = 2,

    /// <summary>Change rights too.</summary>
    Admin = 3,
}

/// <summary>The right of one user in a workspace.</summary>
/// <param name="Right">The right.</param>
public sealed record WorkspaceGrant(UserName User, WorkspaceRight Right);
