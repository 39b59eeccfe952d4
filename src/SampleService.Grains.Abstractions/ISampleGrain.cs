using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>
/// A sample: its owner, ACLs and newest version. The one place where its versions are saved and its ACLs change.
/// Reads go ahead while a write waits for the database. The key is the sample's id.
/// </summary>
/// <remarks>All methods throw <see cref="ServiceException"/>, of kind NoSuchSample when there is no such sample.</remarks>
[Alias("sample-service.sample")]
public interface ISampleGrain : IGrainWithGuidKey
{
    /// <summary>
    /// Requires that the sample exists, is not withdrawn, and that the requester has this access to it (contract check SAMPLE).
    /// </summary>
    [AlwaysInterleave]
    [Alias("authorize")]
    Task<SampleGrant> Authorize(Requester requester, AccessLevel level);

    /// <summary>The same, after a write has found a grant stale: what the grain remembers from that time is dropped first.</summary>
    [AlwaysInterleave]
    [Alias("authorize-anew")]
    Task<SampleGrant> Reauthorize(Requester requester, AccessLevel level, SampleGrant stale);

    /// <summary>The ACLs, for a requester with read access.</summary>
    [AlwaysInterleave]
    [Alias("get-acls")]
    Task<SampleAcls> GetAcls(Requester requester);

    /// <summary>Stores the next version and gives its number.</summary>
    [Write]
    [Alias("save")]
    Task<int> Save(SaveSample command);

    /// <summary>Changes the ACLs relative to what they are.</summary>
    [Write]
    [Alias("change-acls")]
    Task ChangeAcls(ChangeAcls command);

    /// <summary>Replaces the ACLs.</summary>
    [Write]
    [Alias("replace-acls")]
    Task ReplaceAcls(ReplaceAcls command);
}

/// <summary>What access to a sample was granted on.</summary>
/// <param name="Head">The newest version at that moment.</param>
/// <param name="AclVersion">The state of the ACLs that was looked at; a write can be made conditional on it.</param>
[GenerateSerializer, Immutable, Alias("sample-service.sample-grant")]
public sealed record SampleGrant([property: Id(0)] int Head, [property: Id(1)] long AclVersion) : GrainMessage
{
    /// <summary>Versions that are withdrawn.</summary>
    [Id(2)]
    public WithdrawnVersions WithdrawnVersions { get; init; }

    /// <summary>What is granted on a sample as it is.</summary>
    public static SampleGrant Of(SampleHeader sample) => new(sample.Head, sample.AclVersion)
    {
        WithdrawnVersions = sample.WithdrawnVersions,
    };

    /// <summary>Whether there is a version that is not withdrawn.</summary>
    public bool HasVersion(VersionNumber version) => version.Value <= Head && !WithdrawnVersions.Contains(version.Value);
}
