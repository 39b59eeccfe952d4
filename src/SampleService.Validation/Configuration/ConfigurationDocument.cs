namespace SampleService.Validation;

/// <summary>A configuration of the right structure; what it says has not been looked at yet.</summary>
internal sealed record ConfigurationDocument(
    IReadOnlyList<KeySpecification> Keys, IReadOnlyList<KeySpecification> Prefixes);
