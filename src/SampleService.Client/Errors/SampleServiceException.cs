namespace SampleService.Client;

/// <summary>
/// The service has answered a call with an error: nothing has happened, unless the method says that parts of it may have. The message is
/// for people; programs look at <see cref="Code"/>.
/// </summary>
public class SampleServiceException : Exception
{
    /// <param name="code">The code.</param>
    /// <param name="type">The kind of error in a few words.</param>
    /// <param name="message">What is wrong.</param>
    public SampleServiceException(int code, string type, string message)
        : base(message) => (Code, Type) = (code, type);

    /// <summary>
    /// The code of the catalogue of errors, such as 50010, where the error has one; else that of JSON-RPC, which is below 0, that of the
    /// envelope of the Unix socket, which is below 20, or the HTTP status of what was refused before any call, such as an
    /// <see cref="AuthorizationException"/>, or 429 for more WebSockets than a user may have.
    /// </summary>
    public int Code { get; }

    /// <summary>The kind of error in a few words, such as <c>No such sample</c>. The same for all errors of a code.</summary>
    public string Type { get; }
}
