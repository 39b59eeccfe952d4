using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>Identifies a state of the header of a sample that is not withdrawn: a header that has all of it is the current one. The numbers only grow.</summary>
/// <param name="Head">Its newest version.</param>
/// <param name="AclVersion">State of its ACLs.</param>
/// <param name="WithdrawnVersions">Those of its versions that are withdrawn.</param>
public readonly record struct SampleHeaderVersion(SampleId Id, int Head, long AclVersion, WithdrawnVersions WithdrawnVersions)
{
    /// <summary>The state of a header.</summary>
    public static SampleHeaderVersion Of(SampleHeader header) => new(header.Id, header.Head, header.AclVersion, header.WithdrawnVersions);
}

/// <summary>A sample with one of its versions.</summary>
/// <param name="Header">The sample apart from its versions.</param>
/// <param name="Version">The version; null if there is none of that number.</param>
public sealed record FoundSample(SampleHeader Header, SampleVersion? Version);
