namespace SampleService.Validation;

/// <summary>What a validator found wrong.</summary>
/// <param name="Message">The text for the caller.</param>
/// <param name="Subkey">The value key it is about, if it is about one.</param>
public sealed record Finding(string Message, string? Subkey);
