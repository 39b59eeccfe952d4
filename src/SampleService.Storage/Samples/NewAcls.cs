using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>Changed ACLs of a sample, and the state they were derived from.</summary>
/// <param name="Id">The sample.</param>
/// <param name="SeenAclVersion">The state of the ACLs that the change was derived from.</param>
/// <param name="Acls">The ACLs from now on.</param>
/// <param name="WriteId">Identifies this write.</param>
public sealed record NewAcls(SampleId Id, long SeenAclVersion, SampleAcls Acls, WriteId WriteId);
