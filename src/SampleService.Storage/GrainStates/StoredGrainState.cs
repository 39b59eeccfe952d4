namespace SampleService.Storage;

/// <summary>A stored state of a grain.</summary>
/// <param name="Json">Its content in UTF-8; null if it was cleared.</param>
/// <param name="Version">From 1 on; every write, clearing included, adds one.</param>
public sealed record StoredGrainState(ReadOnlyMemory<byte>? Json, int Version);
