using SampleService.Json;

namespace SampleService.Validation;

/// <summary>
/// Looks at the value object of a metadata key. Used by many calls at once, so it has no state that changes unless it
/// guards it.
/// </summary>
public interface IMetadataValidator
{
    /// <summary>The first thing that is wrong; null when all is well.</summary>
    /// <param name="value">The value object of the key, all of it: an object of strings, numbers and booleans.</param>
    /// <param name="cancellation">Ends waiting for other services.</param>
    /// <exception cref="Domain.ServiceException">The validator can't say; the text is for the caller.</exception>
    ValueTask<Finding?> ValidateAsync(JsonValue value, CancellationToken cancellation);
}

/// <summary>What a validator found wrong.</summary>
/// <param name="Message">The text for the caller.</param>
/// <param name="Subkey">The value key it is about, if it is about one.</param>
public sealed record Finding(string Message, string? Subkey);
