namespace SampleService.JsonRpc;

/// <summary>An error as JSON-RPC has it.</summary>
/// <param name="Code">The number of its kind.</param>
/// <param name="Name">The title of its kind; JSON-RPC 2.0 calls this the message.</param>
/// <param name="Message">The detail; null if there is none.</param>
public readonly record struct RpcError(int Code, string Name, string? Message)
{
    /// <summary>A shorter token is no secret, and may be part of a word.</summary>
    private const int MinTokenLength = 6;

    /// <summary>The code in log and metrics, where that says more than <see cref="Code"/> (<see cref="OutcomeCodes"/>).</summary>
    public int Outcome { get; init; } = Code;

    /// <summary>
    /// What is wrong with the envelope: for the log, and for the caller where there is no <see cref="Message"/> and the service is
    /// strict. It holds nothing of the parameters.
    /// </summary>
    public string? Diagnosis { get; init; }

    /// <summary>The same error with a message that does not repeat the caller's token, as texts of other services may.</summary>
    public RpcError WithoutToken(string? token) =>
        token is { Length: >= MinTokenLength } && Message is not null && Message.Contains(token, StringComparison.Ordinal)
            ? this with { Message = Message.Replace(token, "[token]", StringComparison.Ordinal) }
            : this;

    /// <summary>The body is not JSON.</summary>
    public static RpcError Parse(string diagnosis) => new(-32700, "Parse error", diagnosis);

    /// <summary>JSON, but not a request that is taken; every caller is told why.</summary>
    public static RpcError InvalidRequest(string reason) => new(-32600, "Invalid request", reason);

    /// <summary>JSON, but not a request.</summary>
    public static RpcError NoRequest(string diagnosis) => new(-32600, "Invalid request", null) { Diagnosis = diagnosis };

    /// <summary>No such method.</summary>
    public static RpcError MethodNotFound(string diagnosis) => new(-32601, "Method not found", null) { Diagnosis = diagnosis };

    /// <summary>The caller needs a valid token and has none.</summary>
    public static RpcError Unauthenticated(string reason) => Server(reason) with { Outcome = OutcomeCodes.TokenRefused };

    /// <summary>The arguments do not fit the method.</summary>
    public static RpcError InvalidParams(string reason) => new(-32602, "Invalid params", reason);

    /// <summary>The call failed; the message says why.</summary>
    public static RpcError Server(string message) => new(-32000, "Server error", message);

    /// <summary>The limits on calls or bytes in flight are reached.</summary>
    public static readonly RpcError Busy = new(-32008, "Platform State Error", "The platform is busy");

    /// <summary>A fault of the service; the log has the details.</summary>
    public static readonly RpcError Unexpected = new(0, "Unexpected Server Error", "An unexpected server error occurred")
    {
        Outcome = OutcomeCodes.Unexpected,
    };
}

/// <summary>Turns what a method threw into the error a caller of one door sees: the only place where that is done.</summary>
public interface IErrorTranslator
{
    /// <summary>The error for the caller; null for a fault of the service, of which callers are told nothing.</summary>
    RpcError? Translate(Exception exception);
}
