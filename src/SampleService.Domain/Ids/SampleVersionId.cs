namespace SampleService.Domain;

/// <summary>Identifies one version of a sample.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Version">The version, from 1 on.</param>
public readonly record struct SampleVersionId(SampleId Sample, int Version);
