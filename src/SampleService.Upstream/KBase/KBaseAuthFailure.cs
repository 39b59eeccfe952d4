namespace SampleService.Upstream.KBase;

/// <summary>Why the auth service did not answer a question about users.</summary>
internal enum KBaseAuthFailure
{
    /// <summary>It does not accept the token that came with the question.</summary>
    InvalidToken,

    /// <summary>It calls one of the names illegal.</summary>
    IllegalUserName,

    /// <summary>Anything else.</summary>
    Other,
}
