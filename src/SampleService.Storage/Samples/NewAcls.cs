using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>Changed ACLs of a sample, and the state they were derived from.</summary>
/// <param name="SeenAclVersion">The state of the ACLs that the change was derived from.</param>
/// <param name="Acls">The ACLs from now on.</param>
/// <param name="ChangedBy">Who changes them.</param>
/// <param name="AsAdministrator">Whether in administration mode.</param>
public sealed record NewAcls(
    SampleId Id, long SeenAclVersion, SampleAcls Acls, WriteId WriteId, UserName ChangedBy, bool AsAdministrator);

/// <summary>A change of the ACLs of a sample that leaves them as they are.</summary>
/// <param name="SeenAclVersion">The state of the ACLs in which it changes nothing.</param>
/// <param name="ChangedBy">Who makes it.</param>
public sealed record SameAcls(SampleId Id, long SeenAclVersion, UserName ChangedBy);

/// <summary>The outcome of changing ACLs.</summary>
/// <param name="Changed">Whether it was stored, now or before by the same write id.</param>
/// <param name="Current">The sample as it is now; null if there is none.</param>
public readonly record struct AclOutcome(bool Changed, SampleHeader? Current);
