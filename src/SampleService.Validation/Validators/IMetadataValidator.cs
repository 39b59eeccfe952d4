using SampleService.Json;

namespace SampleService.Validation;

/// <summary>
/// Validates the value object of a metadata key. Must be safe for concurrent use.
/// </summary>
public interface IMetadataValidator
{
    /// <summary>The first fault; null when there is none.</summary>
    /// <param name="value">The whole value object: strings, numbers and booleans by name.</param>
    /// <param name="cancellation">Cancels requests to other services.</param>
    /// <exception cref="Domain.ServiceException">The validator could not decide; the text is for the caller.</exception>
    ValueTask<Finding?> ValidateAsync(JsonValue value, CancellationToken cancellation);
}

/// <summary>A fault that a validator found.</summary>
/// <param name="Message">For the caller.</param>
/// <param name="Subkey">The value key at fault; null when there is no single one.</param>
public sealed record Finding(string Message, string? Subkey);
