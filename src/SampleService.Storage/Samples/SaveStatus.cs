namespace SampleService.Storage;

/// <summary>What can become of a wish to save a version; the first that applies.</summary>
public enum SaveStatus
{
    /// <summary>Stored, or stored before by the same write id.</summary>
    Saved,

    /// <summary>There is no such sample.</summary>
    NoSuchSample,

    /// <summary>The ACLs are not those the writer saw: decide again.</summary>
    AclsChanged,

    /// <summary>The newest version is not the one asked for.</summary>
    HeadDiffers,
}
