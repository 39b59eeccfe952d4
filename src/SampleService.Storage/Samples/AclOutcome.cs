using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>What became of a wish to change ACLs.</summary>
/// <param name="Changed">Whether they were changed, now or before by the same write id.</param>
/// <param name="Current">The sample as it is now; null if there is none.</param>
public readonly record struct AclOutcome(bool Changed, SampleHeader? Current);
