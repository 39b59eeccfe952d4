namespace SampleService.Storage;

/// <summary>The database is open already, in another process or in this one. The message is one line for the operator.</summary>
/// <param name="message">Names the file and, where known, the process that has it.</param>
/// <param name="cause">What the file system said.</param>
public sealed class DatabaseInUseException(string message, Exception? cause = null) : Exception(message, cause);
