namespace SampleService.Domain;

/// <summary>A version of a sample as a caller names it.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Version">The version; null for the newest.</param>
public readonly record struct SampleAddress(SampleId Sample, VersionNumber? Version)
{
    /// <summary>The name alone: what a message holds is not for the log, where messages that were lost turn up.</summary>
    public override string ToString() => nameof(SampleAddress);
}
