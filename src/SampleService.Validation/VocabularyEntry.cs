namespace SampleService.Validation;

/// <summary>A metadata key, or a prefix of keys, of the configuration.</summary>
/// <param name="Key">The key or prefix.</param>
/// <param name="IsPrefix">Whether it is a prefix.</param>
/// <param name="StaticMetadata">What is said of it: a JSON object in ASCII.</param>
/// <param name="Validators">Its validators, in the order in which they run.</param>
public sealed record VocabularyEntry(string Key, bool IsPrefix, ReadOnlyMemory<byte> StaticMetadata, IReadOnlyList<ValidatorDescription> Validators);

/// <summary>A validator as the configuration has it.</summary>
/// <param name="Builder">The name of its builder.</param>
/// <param name="Parameters">Its parameters: a JSON object in ASCII.</param>
public sealed record ValidatorDescription(string Builder, ReadOnlyMemory<byte> Parameters);
