namespace SampleService.Upstream;

/// <summary>What somebody may do in administration mode; each right includes the lower ones.</summary>
public enum AdministratorRight
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Read everything.</summary>
    Read,

    /// <summary>Change everything, and act as other users.</summary>
    Full,
}
