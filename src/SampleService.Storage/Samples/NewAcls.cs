using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>Changed ACLs of a sample, and the state they were derived from.</summary>
/// <param name="SeenAclVersion">The state of the ACLs that the change was derived from.</param>
/// <param name="Acls">The ACLs from now on.</param>
public sealed record NewAcls(SampleId Id, long SeenAclVersion, SampleAcls Acls, WriteId WriteId);

/// <summary>The outcome of changing ACLs.</summary>
/// <param name="Changed">Whether they were changed, now or before by the same write id.</param>
/// <param name="Current">The sample as it is now; null if there is none.</param>
public readonly record struct AclOutcome(bool Changed, SampleHeader? Current);
