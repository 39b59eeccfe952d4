using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>Identifies a state of a sample header. Both numbers only grow; a header that has both is the current one.</summary>
/// <param name="Head">Its newest version.</param>
/// <param name="AclVersion">State of its ACLs.</param>
public readonly record struct SampleHeaderVersion(SampleId Id, int Head, long AclVersion);

/// <summary>A sample with one of its versions.</summary>
/// <param name="Header">The sample apart from its versions.</param>
/// <param name="Version">The version; null if there is none of that number.</param>
public sealed record FoundSample(SampleHeader Header, SampleVersion? Version);
