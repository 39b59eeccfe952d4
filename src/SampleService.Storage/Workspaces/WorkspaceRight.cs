namespace SampleService.Storage;

/// <summary>What somebody may do in a workspace; each right includes the lower ones. The numbers are those of the table.</summary>
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
