namespace SampleService.Upstream.KBase;

/// <summary>
/// The workspace service answered with an error. What it said is apart from the message, which gets into the log: it can repeat
/// what a caller wrote.
/// </summary>
/// <param name="text">What it said.</param>
internal sealed class KBaseWorkspaceException(string text) : Exception("The KBase workspace service answered with an error.")
{
    /// <summary>For the caller, never for the log.</summary>
    public string Text { get; } = text;
}
