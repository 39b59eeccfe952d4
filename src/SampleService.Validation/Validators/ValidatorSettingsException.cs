namespace SampleService.Validation;

/// <summary>A builder refuses its parameters, or there is no such builder.</summary>
/// <param name="message">What is wrong; key and number of the validator are added where it is shown.</param>
public sealed class ValidatorSettingsException(string message) : Exception(message);
