namespace SampleService.Upstream.KBase;

/// <summary>The auth service did not answer a question about users. What the caller is told depends on who asked.</summary>
/// <param name="failure">Why.</param>
/// <param name="text">The text of contract section 10.1.</param>
internal sealed class KBaseAuthException(KBaseAuthFailure failure, string text) : Exception(text)
{
    public KBaseAuthFailure Failure { get; } = failure;
}
