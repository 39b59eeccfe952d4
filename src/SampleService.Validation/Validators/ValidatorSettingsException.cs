namespace SampleService.Validation;

/// <summary>A builder refuses its parameters, or there is no such builder.</summary>
/// <param name="message">The text of the contract, without key and number of the validator.</param>
internal sealed class ValidatorSettingsException(string message) : Exception(message);
