namespace SampleService.Validation;

/// <summary>A validator whose settings another service has to confirm.</summary>
internal interface ICheckedAtStart
{
    /// <summary>Asks.</summary>
    /// <exception cref="ValidatorSettingsException">The settings are wrong.</exception>
    /// <exception cref="Domain.ServiceException">The other service can't be asked.</exception>
    ValueTask CheckAsync(CancellationToken cancellation);
}
