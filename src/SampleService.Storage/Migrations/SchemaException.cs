namespace SampleService.Storage;

/// <summary>The schema of a database is not one that this program works with. The message is one line for the operator.</summary>
/// <param name="message">What is wrong, and with which script.</param>
public sealed class SchemaException(string message) : Exception(message);
