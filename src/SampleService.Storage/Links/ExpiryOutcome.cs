using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>What became of a wish to end a link.</summary>
/// <param name="Status">What happened.</param>
/// <param name="Link">The link as it is now; null if there is none.</param>
public readonly record struct ExpiryOutcome(ExpiryStatus Status, DataLink? Link);
