using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary>
/// A validator that configurations name and this version does not have. The service starts with it, so that the keys
/// without it can be used; metadata it would have to judge is refused, never let through unseen.
/// </summary>
internal sealed class UnavailableValidator(string builder, string key) : IMetadataValidator
{
    public static IMetadataValidator Build(ValidatorSettings settings) =>
        new UnavailableValidator(settings.Builder, settings.Key);

    public ValueTask<Finding?> ValidateAsync(JsonValue value, CancellationToken cancellation) =>
        throw new ServiceException(
            ErrorKind.ValidatorUnavailable,
            $"The validator {builder} of metadata key {key} is not available in this version of the service");
}
