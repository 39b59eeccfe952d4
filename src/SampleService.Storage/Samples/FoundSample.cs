using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>A sample with one of its versions.</summary>
/// <param name="Header">The sample apart from its versions.</param>
/// <param name="Version">The version; null if there is none of that number.</param>
public sealed record FoundSample(SampleHeader Header, SampleVersion? Version);
