namespace SampleService.Storage.Sqlite;

/// <summary>
/// The files of a SQLite database are not what they should be: one is gone, or is not the one that was opened, or belongs to
/// another application. The message is one line for the operator.
/// </summary>
/// <param name="message">Names the file, and says what to do.</param>
public sealed class DatabaseFilesException(string message) : Exception(message);
