namespace SampleService.Domain;

/// <summary>Identifies one version of a sample.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Version">The version, from 1 on.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.sample-version-id")]
public readonly record struct SampleVersionId([property: Id(0)] SampleId Sample, [property: Id(1)] int Version);
