namespace SampleService.Testing.Conformance;

/// <summary>A step that could not be carried out at all.</summary>
public sealed class StepException(string message) : Exception(message);
