using SampleService.Json;

namespace SampleService.Validation;

/// <summary>A validator that may ask other services several questions about one value.</summary>
internal interface IAskingValidator : IMetadataValidator
{
    /// <summary>The first thing that is wrong; null when all is well.</summary>
    /// <param name="value">As for all validators.</param>
    /// <param name="questions">Shared by all that is asked for one call: each question enters it.</param>
    /// <param name="cancellation">Ends waiting for other services.</param>
    ValueTask<Finding?> ValidateAsync(JsonValue value, SemaphoreSlim questions, CancellationToken cancellation);
}

/// <summary>A validator whose settings another service has to confirm.</summary>
internal interface ICheckedAtStart
{
    /// <summary>Asks.</summary>
    /// <exception cref="ValidatorSettingsException">The settings are wrong.</exception>
    /// <exception cref="Domain.ServiceException">The other service can't be asked.</exception>
    ValueTask CheckAsync(CancellationToken cancellation);
}
