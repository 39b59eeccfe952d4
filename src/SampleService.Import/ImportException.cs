namespace SampleService.Import;

/// <summary>A dump cannot be imported. The message is one line for the operator, without the contents of documents.</summary>
/// <param name="message">What stands against it.</param>
public sealed class ImportException(string message) : Exception(message);
