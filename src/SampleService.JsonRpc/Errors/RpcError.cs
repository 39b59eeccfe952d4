using SampleService.Telemetry;

namespace SampleService.JsonRpc;

/// <summary>An error as JSON-RPC has it.</summary>
/// <param name="Code">Its number.</param>
/// <param name="Name">What kind it is; JSON-RPC 2.0 calls this the message.</param>
/// <param name="Message">The detail; may be null.</param>
public readonly record struct RpcError(int Code, string Name, string? Message)
{
    /// <summary>What log and metrics call this end of a call, where that says more than the code.</summary>
    public int Outcome { get; init; } = Code;

    /// <summary>The text is not JSON.</summary>
    public static RpcError Parse(string diagnosis) => new(-32700, "Parse error", diagnosis);

    /// <summary>JSON, but not a request we take.</summary>
    public static RpcError InvalidRequest(string? reason = null) => new(-32600, "Invalid request", reason);

    /// <summary>No such method.</summary>
    public static readonly RpcError MethodNotFound = new(-32601, "Method not found", null);

    /// <summary>The arguments do not fit the method.</summary>
    public static RpcError InvalidParams(string reason) => new(-32602, "Invalid params", reason);

    /// <summary>The call failed; the message says why.</summary>
    public static RpcError Server(string message) => new(-32000, "Server error", message);

    /// <summary>More work is under way than this process takes on.</summary>
    public static readonly RpcError Busy = new(-32008, "Platform State Error", "The platform is busy");

    /// <summary>A fault of ours, of which the log has the details.</summary>
    public static readonly RpcError Unexpected = new(0, "Unexpected Server Error", "An unexpected server error occurred")
    {
        Outcome = OutcomeCodes.Unexpected,
    };
}
