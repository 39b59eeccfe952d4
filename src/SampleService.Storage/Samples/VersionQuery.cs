using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>Asks for one version of a sample.</summary>
/// <param name="Address">What is asked for.</param>
/// <param name="Known">The version that the requester has already, so that its tree is not read; 0 for none.</param>
public readonly record struct VersionQuery(SampleAddress Address, int Known);

/// <summary>The answer to a <see cref="VersionQuery"/>. The default stands for a sample that does not exist.</summary>
/// <param name="AccessLevel">What the ACLs of the sample allow the requester.</param>
/// <param name="Head">The newest version of the sample.</param>
/// <param name="WithdrawnVersions">Those of its versions that are withdrawn.</param>
/// <param name="Version">The version; null if there is none, if the requester may not see it, or if it is the one they have. It may be withdrawn.</param>
public readonly record struct FoundVersion(AccessLevel AccessLevel, int Head, WithdrawnVersions WithdrawnVersions, SampleVersion? Version)
{
    /// <summary>Whether the sample exists, and is not withdrawn.</summary>
    public bool HasSample => Head > 0;
}
