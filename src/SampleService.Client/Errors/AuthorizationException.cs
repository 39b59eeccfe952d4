using System.Net;

namespace SampleService.Client;

/// <summary>
/// The service did not take what was presented, a token or a gateway id, or there was none and it needs one. No call was looked at.
/// </summary>
public sealed class AuthorizationException : SampleServiceException
{
    /// <param name="status">The HTTP status, which is the code too.</param>
    /// <param name="error">The name of the error.</param>
    /// <param name="message">What is wrong.</param>
    public AuthorizationException(HttpStatusCode status, string error, string message)
        : base((int)status, error, message)
    {
    }

    /// <summary>The name of the error, such as <c>token_expired</c>.</summary>
    public string Error => Type;
}
