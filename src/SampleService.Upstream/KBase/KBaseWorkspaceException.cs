namespace SampleService.Upstream.KBase;

/// <summary>The workspace service answered with an error; its message is fit for the caller.</summary>
/// <param name="text">What it says.</param>
internal sealed class KBaseWorkspaceException(string text) : Exception(text);
