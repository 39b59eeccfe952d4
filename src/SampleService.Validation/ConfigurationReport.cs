namespace SampleService.Validation;

/// <summary>What was found when a validator configuration was read.</summary>
/// <param name="Validators">The validators; null when there is a fault.</param>
/// <param name="Faults">Everything that is wrong: faults of structure first, each kind in the order of the file. With one the service must not start.</param>
/// <param name="Warnings">What could not be checked, one line each.</param>
public sealed record ConfigurationReport(
    MetadataValidators? Validators, IReadOnlyList<ValidatorConfigurationException> Faults, IReadOnlyList<string> Warnings);
