namespace SampleService.Grains.Abstractions;

/// <summary>
/// A version of a sample, which never changes; its grain holds the text for the whole cluster. The key is the sample's id, the
/// extension the version in decimal digits.
/// </summary>
[Alias("sample-service.sample-version")]
public interface ISampleVersionGrain : IGrainWithGuidCompoundKey
{
    /// <summary>The version as callers see it (docs/api/samples.md); null if there is none.</summary>
    [AlwaysInterleave]
    [Alias("get-document")]
    Task<JsonBytes?> GetDocument();
}

/// <summary>JSON text as a caller will see it. It never changes, so that it can be kept and sent without a copy.</summary>
/// <param name="Utf8">The text.</param>
[GenerateSerializer, Immutable, Alias("sample-service.json-bytes")]
public sealed record JsonBytes([property: Id(0)] ReadOnlyMemory<byte> Utf8) : GrainMessage;
