using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>The next version of a sample, and what its writer relied on.</summary>
/// <param name="PriorVersion">The newest version there has to be; null when any will do.</param>
/// <param name="SeenAclVersion">The state of the ACLs that allowed the write; null in administration mode.</param>
public sealed record NewVersion(
    SampleId Id, UserName SavedBy, SampleContent Content, VersionNumber? PriorVersion, long? SeenAclVersion, WriteId WriteId);

/// <summary>The outcome of saving a version.</summary>
/// <param name="Version">The version saved; 0 if none was.</param>
/// <param name="Current">The sample as it is now; null if there is none.</param>
public readonly record struct SaveOutcome(SaveStatus Status, int Version, SampleHeader? Current);

/// <summary>The outcomes of saving a version; the first that applies.</summary>
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
