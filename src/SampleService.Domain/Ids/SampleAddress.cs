namespace SampleService.Domain;

/// <summary>A version of a sample as a caller names it.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Version">The version; null for the newest.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.sample-address")]
public readonly record struct SampleAddress([property: Id(0)] SampleId Sample, [property: Id(1)] VersionNumber? Version)
{
    /// <summary>The name alone: what a message holds is not for the log, where messages that were lost turn up.</summary>
    public override string ToString() => nameof(SampleAddress);
}
