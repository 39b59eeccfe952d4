using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>What became of a wish to save a version.</summary>
/// <param name="Status">What happened.</param>
/// <param name="Version">The version saved; 0 if none was.</param>
/// <param name="Current">The sample as it is now; null if there is none.</param>
public readonly record struct SaveOutcome(SaveStatus Status, int Version, SampleHeader? Current);
