namespace SampleService.Upstream;

/// <summary>What somebody may do in a workspace; each permission includes the lower ones.</summary>
public enum WorkspacePermission
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Read, by own right or because the workspace is public.</summary>
    Read,

    /// <summary>Change objects and link them.</summary>
    Write,

    /// <summary>Change permissions too.</summary>
    Admin,
}
