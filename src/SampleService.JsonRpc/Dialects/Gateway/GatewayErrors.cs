using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>The errors as callers of the gateway door see them (docs/errors.md).</summary>
internal static class GatewayErrors
{
    private static readonly DoorError Parse = new(-32700, "Parse Error", "The body is not JSON");

    private static readonly DoorError InvalidRequest = new(
        -32600, "Invalid Request", "JSON, but no request; an empty batch, or one of more than `Limits:BatchSize` calls; too large, or nested too deep");

    private static readonly DoorError MethodNotFound = new(-32601, "Method Not Found", "There is no such method");

    private static readonly DoorError InvalidParameters = new(
        -32602, "Invalid Parameters", "The call does not fit the parameters of the method");

    private static readonly DoorError SecurityError = new(-32000, "Security Error", "The caller may not do this");
    private static readonly DoorError InvocationError = new(-32001, "Invocation Error", "The method itself failed");
    private static readonly DoorError RequestCancelled = new(-32800, "Request cancelled", "The caller has taken the call back, on a WebSocket");
    private static readonly DoorError InternalError = new(-32603, "Internal Error", "A fault of the service, which its log has under `data.errorId`");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DoorError> All =>
    [
        Parse, InvalidRequest, MethodNotFound, InvalidParameters, InternalError, SecurityError, InvocationError, RequestCancelled,
        .. PlatformStateCodes.Errors,
    ];

    /// <summary>Number and name of an error.</summary>
    public static DoorError Of(in RpcError error) => error.Kind switch
    {
        RpcErrorKind.Parse => Parse,
        RpcErrorKind.InvalidRequest => InvalidRequest,
        RpcErrorKind.MethodNotFound => MethodNotFound,
        RpcErrorKind.InvalidParams => InvalidParameters,
        RpcErrorKind.Cancelled => RequestCancelled,
        RpcErrorKind.Failure => OfCode(error.Code),
        RpcErrorKind.PlatformState => PlatformStateCodes.ErrorOf(error.State),
        _ => InternalError,
    };

    /// <summary>How a code of the catalogue is shown.</summary>
    public static DoorError OfCode(int code) => code switch
    {
        30000 or 30001 or 30010 or 70000 => InvalidParameters,
        20000 or 70010 => SecurityError,
        _ => InvocationError,
    };

    /// <summary>Writes the value of the member <c>error</c>.</summary>
    /// <param name="output">Takes it.</param>
    /// <param name="error">The error.</param>
    /// <param name="callId">What the log has the call as: shown with a fault of the service.</param>
    public static void Write(JsonOutput output, in RpcError error, string callId)
    {
        var told = Of(error);
        output.Raw("{\"code\":"u8);
        output.Integer(told.Code);
        output.Raw(",\"message\":"u8);
        output.Text(Text(error) is { Length: > 0 } text ? $"{told.Name}: {text}" : told.Name);
        WriteData(output, error, callId);
        output.Raw("}"u8);
    }

    private static string? Text(in RpcError error) =>
        error.Kind != RpcErrorKind.Failure ? error.Message ?? error.Diagnosis
        : string.IsNullOrEmpty(error.Message) ? error.Type
        : $"{error.Type}: {error.Message}";

    private static void WriteData(JsonOutput output, in RpcError error, string callId)
    {
        if (error.Kind == RpcErrorKind.Failure)
        {
            output.Raw(",\"data\":{\"code\":"u8);
            output.Integer(error.Code);
            output.Raw(",\"type\":"u8);
            output.Text(error.Type);
            output.Raw(",\"message\":"u8);
            output.Text(error.Message ?? "");
            output.Raw("}"u8);
        }
        else if (error.Kind == RpcErrorKind.PlatformState)
        {
            output.Raw(",\"data\":{\"state\":"u8);
            output.Integer((int)error.State);
            output.Raw(",\"retryAfterMs\":"u8);
            output.Integer(PlatformStateCodes.RetryAfterMilliseconds(error.State));
            output.Raw("}"u8);
        }
        else if (error.Kind == RpcErrorKind.Unexpected)
        {
            output.Raw(",\"data\":{\"errorId\":"u8);
            output.Text(callId);
            output.Raw("}"u8);
        }
    }
}
