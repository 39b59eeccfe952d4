namespace SampleService.Grains.Abstractions;

/// <summary>
/// A version of a sample, which never changes. The key is the sample's id, the extension the version in decimal
/// digits.
/// </summary>
[Alias("sample-service.sample-version")]
public interface ISampleVersionGrain : IGrainWithGuidCompoundKey
{
    /// <summary>The version as callers see it (contract section 3.4); null if there is none.</summary>
    [Alias("get-document")]
    Task<JsonBytes?> GetDocument();
}
