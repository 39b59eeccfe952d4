namespace SampleService.Kafka;

/// <summary>What became of events that were sent.</summary>
/// <param name="Acknowledged">How many of them, from the first one on without a gap, all replicas have, or need not have.</param>
/// <param name="Failure">Why the next one was not taken, by the client's name for it; null if nothing failed.</param>
public readonly record struct Delivery(int Acknowledged, string? Failure);
