namespace SampleService.Validation;

/// <summary>What is configured for one metadata key, or for one prefix.</summary>
/// <param name="Key">The key, or the prefix.</param>
/// <param name="Validators">Its validators in configured order, at least one.</param>
/// <param name="StaticMetadata">Its static metadata as a JSON object in ASCII.</param>
internal sealed record KeyRules(string Key, IMetadataValidator[] Validators, ReadOnlyMemory<byte> StaticMetadata);
