using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>A question for one version of a sample.</summary>
/// <param name="Address">What is asked for.</param>
/// <param name="Known">The version that who asks has already, and whose tree they need not be given; 0 for none.</param>
public readonly record struct VersionQuery(SampleAddress Address, int Known);
