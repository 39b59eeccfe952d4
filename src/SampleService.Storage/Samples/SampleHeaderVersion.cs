using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>How new a sample is. Both numbers only ever grow; a header that has both is the present one.</summary>
/// <param name="Id">The sample.</param>
/// <param name="Head">Its newest version.</param>
/// <param name="AclVersion">State of its ACLs.</param>
public readonly record struct SampleHeaderVersion(SampleId Id, int Head, long AclVersion);
