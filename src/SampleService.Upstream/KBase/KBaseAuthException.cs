namespace SampleService.Upstream.KBase;

/// <summary>
/// The auth service did not answer a question about users. What the caller is told depends on who asked. What the service said
/// is apart from the message, which gets into the log: it can repeat what a caller wrote.
/// </summary>
/// <param name="failure">Why.</param>
/// <param name="text">The text of contract section 10.1.</param>
internal sealed class KBaseAuthException(KBaseAuthFailure failure, string text)
    : Exception($"The KBase auth service could not answer: {failure}.")
{
    public KBaseAuthFailure Failure { get; } = failure;

    /// <summary>For the caller, never for the log.</summary>
    public string Text { get; } = text;
}
