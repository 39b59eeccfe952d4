using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>
/// Looks up the groups of those who call. They are asked for anew whenever they matter, so that who was taken out of a group reads nothing by it in
/// any call that begins after that was acknowledged, in whatever process.
/// </summary>
public interface ICallerGroups
{
    /// <summary>The groups of a user, retired ones left out, as they are at some moment after the call.</summary>
    ValueTask<UserSet> FindAsync(UserName user, CancellationToken cancellation);

    /// <summary>A requester with their groups. Administrators and anonymous callers have none that matter.</summary>
    ValueTask<Requester> CompleteAsync(Requester requester, CancellationToken cancellation);

    /// <summary>A requester with their groups if these may give the level on a sample; else as they are.</summary>
    ValueTask<Requester> CompleteAsync(Requester requester, AccessLevel level, SampleAcls acls, CancellationToken cancellation);
}
