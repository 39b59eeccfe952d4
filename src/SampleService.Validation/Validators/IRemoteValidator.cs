using SampleService.Json;

namespace SampleService.Validation;

/// <summary>A validator that may send several requests to other services for one value.</summary>
internal interface IRemoteValidator : IMetadataValidator
{
    /// <summary>The first fault; null when there is none.</summary>
    /// <param name="value">As for all validators.</param>
    /// <param name="throttle">Shared by all requests of one call; each request waits for it.</param>
    /// <param name="cancellation">Cancels requests to other services.</param>
    ValueTask<Finding?> ValidateAsync(JsonValue value, SemaphoreSlim throttle, CancellationToken cancellation);
}

/// <summary>A validator whose settings are checked with another service at the start.</summary>
internal interface IStartupCheck
{
    /// <exception cref="ValidatorSettingsException">The settings are wrong.</exception>
    /// <exception cref="Domain.ServiceException">The other service could not be reached.</exception>
    ValueTask CheckAsync(CancellationToken cancellation);
}
