using SampleService.Json;

namespace SampleService.Validation;

/// <summary><c>noop</c>: accepts everything; takes no parameters.</summary>
internal sealed class NoopValidator : IMetadataValidator
{
    private static readonly NoopValidator Instance = new();

    private NoopValidator()
    {
    }

    public static IMetadataValidator Build(ValidatorSettings settings)
    {
        settings.RefuseOthersThan();
        return Instance;
    }

    public ValueTask<Finding?> ValidateAsync(JsonValue value, CancellationToken cancellation) => default;
}
