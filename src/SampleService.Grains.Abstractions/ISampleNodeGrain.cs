namespace SampleService.Grains.Abstractions;

/// <summary>
/// A node of a sample version, which never changes; known without the rest of its tree. The key is the sample's id,
/// the extension the version in decimal digits, a slash, and the node id in base64url.
/// </summary>
[Alias("sample-service.sample-node")]
public interface ISampleNodeGrain : IGrainWithGuidCompoundKey
{
    /// <summary>The node as callers see it (docs/api/samples.md), with its children but without its links; null if there is none.</summary>
    [AlwaysInterleave]
    [Alias("get-with-children")]
    Task<JsonBytes?> GetDocument();
}
