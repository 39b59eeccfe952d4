using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>What there is of a version that somebody asked for. The default stands for a sample that does not exist.</summary>
/// <param name="AccessLevel">What who asked may do with the sample by its ACLs.</param>
/// <param name="Head">The newest version of the sample.</param>
/// <param name="Version">The version; null if there is none, if who asked may not see it, or if it is the one they have.</param>
public readonly record struct FoundVersion(AccessLevel AccessLevel, int Head, SampleVersion? Version)
{
    /// <summary>Whether the sample exists.</summary>
    public bool HasSample => Head > 0;
}
