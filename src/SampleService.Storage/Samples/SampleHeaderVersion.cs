using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>Identifies a state of a sample header. Both numbers only grow; a header that has both is the current one.</summary>
/// <param name="Head">Its newest version.</param>
/// <param name="AclVersion">State of its ACLs.</param>
public readonly record struct SampleHeaderVersion(SampleId Id, int Head, long AclVersion);
