using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>The next version of a sample, and what its writer relied on.</summary>
/// <param name="Id">The sample.</param>
/// <param name="SavedBy">Who saves it.</param>
/// <param name="Content">The version.</param>
/// <param name="PriorVersion">The newest version there has to be; null when any will do.</param>
/// <param name="SeenAclVersion">The state of the ACLs that allowed the write; null in administration mode.</param>
/// <param name="WriteId">Identifies this write.</param>
public sealed record NewVersion(
    SampleId Id, UserName SavedBy, SampleContent Content, VersionNumber? PriorVersion, long? SeenAclVersion, WriteId WriteId);
