namespace SampleService.Domain;

/// <summary>The part of a sample that changes; its versions do not.</summary>
/// <param name="Id">Identifies the sample.</param>
/// <param name="Acls">Owner and rights.</param>
/// <param name="Head">The newest version, from 1 on.</param>
/// <param name="AclVersion">Grows by one with every stored change of the ACLs, so that a write can be conditional on them.</param>
public sealed record SampleHeader(SampleId Id, SampleAcls Acls, int Head, long AclVersion);
