namespace SampleService.Cli;

/// <summary>Ends a command with a sentence for the user that says what to do.</summary>
internal sealed class FailureException(int exitCode, string message) : Exception(message)
{
    /// <summary>One of <see cref="ExitCodes"/>.</summary>
    public int ExitCode { get; } = exitCode;
}
