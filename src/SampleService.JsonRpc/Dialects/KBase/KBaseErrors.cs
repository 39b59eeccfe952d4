namespace SampleService.JsonRpc;

/// <summary>The errors as callers of the KBase door see them (docs/errors.md).</summary>
internal static class KBaseErrors
{
    private static readonly DoorError Parse = new(-32700, "Parse error", "The body is not JSON, or there is none");

    private static readonly DoorError InvalidRequest = new(
        -32600, "Invalid request", "JSON, but no request: a batch, no `method`, a wrong `id` or `jsonrpc`; or too large, or nested too deep");

    private static readonly DoorError MethodNotFound = new(-32601, "Method not found", "There is no such method");

    private static readonly DoorError InvalidParams = new(-32602, "Invalid params", "`params` is not a list with the one object that the method takes");

    private static readonly DoorError Failed = new(
        -32000, "Server error", "The method failed: `message` has code and type of the catalogue, or the detail alone where the type is plain");

    private static readonly DoorError Unexpected = new(0, "Unexpected Server Error", "A fault of the service, which its log has under the call id");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DoorError> All =>
        [Parse, InvalidRequest, MethodNotFound, InvalidParams, Failed, .. PlatformStateCodes.Errors, Unexpected];

    /// <summary>Number and title of an error; JSON-RPC 2.0 calls the title the message.</summary>
    public static DoorError Of(in RpcError error) => error.Kind switch
    {
        RpcErrorKind.Parse => Parse,
        RpcErrorKind.InvalidRequest => InvalidRequest,
        RpcErrorKind.MethodNotFound => MethodNotFound,
        RpcErrorKind.InvalidParams => InvalidParams,
        RpcErrorKind.Failure => Failed,
        RpcErrorKind.PlatformState => PlatformStateCodes.ErrorOf(error.State),
        _ => Unexpected,
    };

    /// <summary>The detail, with code and type where this door shows them; null if there is none.</summary>
    public static string? Message(in RpcError error) =>
        error.Kind != RpcErrorKind.Failure || error.IsPlain ? error.Message
        : string.IsNullOrEmpty(error.Message) ? $"Sample service error code {error.Code} {error.Type}"
        : $"Sample service error code {error.Code} {error.Type}: {error.Message}";
}
