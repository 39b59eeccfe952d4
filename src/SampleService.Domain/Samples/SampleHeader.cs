namespace SampleService.Domain;

/// <summary>The part of a sample that changes; its versions do not.</summary>
/// <param name="Id">Identifies the sample.</param>
/// <param name="Acls">Owner and rights.</param>
/// <param name="Head">The newest version, from 1 on. It is never withdrawn by itself.</param>
/// <param name="AclVersion">Grows by one with every stored change of the ACLs, so that a write can be conditional on them.</param>
public sealed record SampleHeader(SampleId Id, SampleAcls Acls, int Head, long AclVersion)
{
    /// <summary>That the whole sample is withdrawn: for the old methods it does not exist then. Null if it is not.</summary>
    public Withdrawal? Withdrawal { get; init; }

    /// <summary>Whether its content was erased, after it was withdrawn. It is never restored.</summary>
    public bool IsErased { get; init; }

    /// <summary>Versions that are withdrawn: for the old methods they do not exist.</summary>
    public WithdrawnVersions WithdrawnVersions { get; init; }

    /// <summary>Whether there is a version that is not withdrawn.</summary>
    public bool HasVersion(VersionNumber version) => version.Value <= Head && !WithdrawnVersions.Contains(version.Value);
}
