using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>
/// A sample: its owner, ACLs and newest version. The one place where its versions are saved and its ACLs change.
/// Reads go ahead while a write waits for the database.
/// </summary>
/// <remarks>All methods throw <see cref="ServiceException"/>, of kind NoSuchSample when there is no such sample.</remarks>
[Alias("sample-service.sample")]
public interface ISampleGrain : IGrainWithGuidKey
{
    /// <summary>The requester may do this with the sample, which exists (contract check SAMPLE).</summary>
    [AlwaysInterleave]
    [Alias("authorize")]
    Task<SampleGrant> Authorize(Requester requester, AccessLevel level);

    /// <summary>The same, after a write has shown that a grant no longer holds: what is remembered of that time is dropped.</summary>
    [AlwaysInterleave]
    [Alias("authorize-anew")]
    Task<SampleGrant> AuthorizeAnew(Requester requester, AccessLevel level, SampleGrant outdated);

    /// <summary>The ACLs, for somebody who may read the sample.</summary>
    [AlwaysInterleave]
    [Alias("get-acls")]
    Task<SampleAcls> GetAcls(Requester requester);

    /// <summary>Stores the sample with its first version.</summary>
    [Write]
    [Alias("create")]
    Task Create(CreateSample command);

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
